-- One page, again and again, as whoever's COOKIE it is. wrk's latency ends with the last byte of the body.
function init()
  wrk.headers["Cookie"] = os.getenv("COOKIE")
end

function done(summary, latency)
  io.write(string.format('{"requests":%d,"microseconds":%d,"octets":%d,"not_taken":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, summary.bytes, summary.errors.status, latency:percentile(50),
    latency:percentile(99)))
end
