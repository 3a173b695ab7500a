-- Filings for wrk: every request has another applicant and another key. BODY is a file with one good body in which the
-- applicant's name is @NAME@; TOKEN signs in, so that the limit of filings without an account does not count.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init()
  local file = assert(io.open(os.getenv("BODY")))
  body = file:read("*a")
  file:close()
  run = os.time() .. "-" .. number
  count = 0
  headers = {["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. os.getenv("TOKEN")}
end

function request()
  count = count + 1
  headers["Idempotency-Key"] = run .. "-" .. count
  return wrk.format("POST", "/api/v1/dossiers", headers, (body:gsub("@NAME@", "Người nộp " .. run .. "-" .. count)))
end

function done(summary, latency)
  io.write(string.format('{"requests":%d,"microseconds":%d,"not_taken":%d,"failed":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end
