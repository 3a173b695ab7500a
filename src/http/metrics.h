// What an operator watches: how many requests each route answered with which status and how long they took, and the
// gauges that others add. Read at /metrics in Prometheus' text format; no path, address or person is in it.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace congvu::http {

class Metrics {
 public:
  // `route` is a pattern, "/dossiers/{code}". Safe from any thread.
  void answered(std::string_view method, std::string_view route, int status, double duration_seconds);
  // Read at each scrape. Added before serving.
  void gauge(std::string name, std::string meaning, std::function<double()> value);
  std::string text() const;

 private:
  static constexpr std::array<double, 8> bounds{0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5};
  struct Series {
    std::array<std::uint64_t, bounds.size() + 1> buckets{};
    double sum = 0;
    std::uint64_t count = 0;
    std::map<int, std::uint64_t> by_status;
  };
  struct Gauge {
    std::string name, meaning;
    std::function<double()> value;
  };
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, std::string>, Series> series_;
  std::vector<Gauge> gauges_;
};

}  // namespace congvu::http
