#include "http/metrics.h"

#include <fmt/format.h>

#include <iterator>

namespace congvu::http {

void Metrics::answered(std::string_view method, std::string_view route, int status, double duration_seconds) {
  std::scoped_lock const lock{mutex_};
  Series& series = series_[{std::string{method}, std::string{route}}];
  std::size_t bucket = 0;
  while (bucket < bounds.size() && duration_seconds > bounds[bucket]) ++bucket;
  ++series.buckets[bucket];
  series.sum += duration_seconds;
  ++series.count;
  ++series.by_status[status];
}

void Metrics::gauge(std::string name, std::string meaning, std::function<double()> value) {
  gauges_.push_back({std::move(name), std::move(meaning), std::move(value)});
}

std::string Metrics::text() const {
  std::string out;
  auto const line = std::back_inserter(out);
  for (auto const& gauge : gauges_) {
    fmt::format_to(line, "# HELP {0} {1}\n# TYPE {0} gauge\n{0} {2}\n", gauge.name, gauge.meaning, gauge.value());
  }
  std::scoped_lock const lock{mutex_};
  fmt::format_to(line, "# HELP congvu_requests_total Requests answered.\n# TYPE congvu_requests_total counter\n");
  for (auto const& [key, series] : series_) {
    for (auto const& [status, count] : series.by_status) {
      fmt::format_to(line, "congvu_requests_total{{method=\"{}\",route=\"{}\",status=\"{}\"}} {}\n", key.first,
                     key.second, status, count);
    }
  }
  fmt::format_to(line,
                 "# HELP congvu_request_seconds Time from a read request to its answer.\n"
                 "# TYPE congvu_request_seconds histogram\n");
  for (auto const& [key, series] : series_) {
    auto const labels = fmt::format("method=\"{}\",route=\"{}\"", key.first, key.second);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      below += series.buckets[i];
      fmt::format_to(line, "congvu_request_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, bounds[i], below);
    }
    fmt::format_to(line, "congvu_request_seconds_bucket{{{},le=\"+Inf\"}} {}\n", labels, series.count);
    fmt::format_to(line, "congvu_request_seconds_sum{{{}}} {}\ncongvu_request_seconds_count{{{}}} {}\n", labels,
                   series.sum, labels, series.count);
  }
  return out;
}

}  // namespace congvu::http
