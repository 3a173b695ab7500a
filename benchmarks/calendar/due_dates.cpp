// Due dates a second on the reference pack's calendar: the instant alone, as lists and figures count it, and with its
// explanation, as a page shows it. The peer walks from day to day through the same calendar and asks each whether it is
// worked: no hours, no pauses, what a spreadsheet does.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>
#include <vector>

#include "app/pack.h"
#include "rules/calendar/calendar_reading.h"
#include "rules/calendar/due.h"

namespace congvu {
namespace {

Calendar const& calendar() {
  static Calendar const read = [] {
    auto const pack = app::read_pack(CONGVU_SOURCE_DIR "/packs/hanoi-education").pack;
    auto found = read_calendar(pack.calendar);
    if (!found) {
      std::cerr << "the pack's calendar cannot be read\n";
      std::exit(1);
    }
    return *std::move(found);
  }();
  return read;
}

// Starts through 2024 and 2025, at every hour of the day and night: 73 hours apart.
std::vector<Instant> const& starts() {
  static std::vector<Instant> const all = [] {
    std::vector<Instant> list;
    Instant at = *parse_instant("2024-01-02T07:13+07:00");
    for (int i = 0; i < 200; ++i, at += std::chrono::hours{73}) list.push_back(at);
    return list;
  }();
  return all;
}

template <class Reckon>
void each_start(benchmark::State& state, Reckon reckon) {
  auto const& list = starts();
  calendar();
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(reckon(list[next]));
    next = next + 1 == list.size() ? 0 : next + 1;
  }
  state.SetItemsProcessed(state.iterations());
}

Limit days(int amount) {
  return {amount, LimitUnit::working_days};
}

void peer_walks_20_days(benchmark::State& state) {
  each_start(state, [](Instant start) {
    auto day = std::chrono::sys_days{local_date(start)};
    for (int counted = 0; counted < 20;) {
      day += std::chrono::days{1};
      counted += calendar().works_on(Date{day}) ? 1 : 0;
    }
    return Date{day};
  });
}

void due_in_20_days(benchmark::State& state) {
  each_start(state, [](Instant start) { return due_times(calendar(), start, days(20)).present; });
}

void due_in_20_days_with_a_pause(benchmark::State& state) {
  each_start(state, [](Instant start) {
    std::vector<Pause> const pauses{{start + std::chrono::hours{50}, start + std::chrono::hours{120}, "supplement"}};
    return due_times(calendar(), start, days(20), pauses).present;
  });
}

void due_in_8_hours(benchmark::State& state) {
  each_start(state,
             [](Instant start) { return due_times(calendar(), start, Limit{8, LimitUnit::working_hours}).present; });
}

void due_in_20_days_explained(benchmark::State& state) {
  each_start(state, [](Instant start) { return due(calendar(), start, days(20)).explanation.size(); });
}

BENCHMARK(peer_walks_20_days);
BENCHMARK(due_in_20_days);
BENCHMARK(due_in_20_days_with_a_pause);
BENCHMARK(due_in_8_hours);
BENCHMARK(due_in_20_days_explained);

}  // namespace
}  // namespace congvu

BENCHMARK_MAIN();
