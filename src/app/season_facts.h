// What a pack says of its sample season: how often which procedure is asked for, by which channel, what becomes of it,
// and the words that people leave with what they do. samples.yaml, docs/formats/pack.md.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/season_chance.h"
#include "base/described.h"

namespace congvu::app {

struct ProcedureShare {
  std::string procedure;
  int share = 0;
};
BOOST_DESCRIBE_STRUCT(ProcedureShare, (), (procedure, share))

struct ChannelShare {
  std::string channel;
  int share = 0;
};
BOOST_DESCRIBE_STRUCT(ChannelShare, (), (channel, share))

struct CourseShare {
  std::string course;  // straight, supplement, returned_step, refused, withdrawn, corrected
  int share = 0;
};
BOOST_DESCRIBE_STRUCT(CourseShare, (), (course, share))

// How full a month is beside an ordinary one, which is 100.
struct BusyMonth {
  int month = 0;
  int share = 100;
};
BOOST_DESCRIBE_STRUCT(BusyMonth, (), (month, share))

struct SeasonShares {
  std::vector<ProcedureShare> procedures;
  std::vector<ChannelShare> channels;
  std::vector<CourseShare> courses;
  std::vector<int> weekdays;  // Monday to Friday, an ordinary day is 100; all alike when absent
  std::vector<BusyMonth> months;
};
BOOST_DESCRIBE_STRUCT(SeasonShares, (), (procedures, channels, courses, weekdays, months))

// How many come on a day, in proportion to the fullest day there can be.
std::uint64_t fullness(SeasonShares const&, Date);
std::uint64_t fullest(SeasonShares const&);

// Of any procedure where it names none.
struct Remark {
  std::optional<std::string> procedure;
  std::optional<std::string> component;
  std::optional<std::string> ground;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Remark, (), (procedure, component, ground, text))

struct SeasonFacts {
  SeasonShares season;
  std::map<std::string, std::vector<Remark>> remarks;
};
BOOST_DESCRIBE_STRUCT(SeasonFacts, (), (season, remarks))

Expected<SeasonFacts> season_facts(json::object const& samples);

// One of a list by its share of the whole.
template <class Entry>
Entry const& drawn(std::vector<Entry> const& list, SeasonChance& chance) {
  int whole = 0;
  for (auto const& entry : list) whole += entry.share;
  auto left = static_cast<std::int64_t>(chance.number(static_cast<std::uint64_t>(whole)));
  for (auto const& entry : list) {
    left -= entry.share;
    if (left < 0) return entry;
  }
  return list.back();
}

// What is said with an act on a dossier of this procedure; an empty remark where the pack has none.
Remark remark(SeasonFacts const&, std::string const& act, std::string const& procedure, SeasonChance&);

}  // namespace congvu::app
