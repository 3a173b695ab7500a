// Laws of the axis: for every value it finds just the rows whose cells hold when FEEL is asked, and its pieces are
// what they say they are.
#include <gtest/gtest.h>

#include <rapidcheck.h>

#include "rules/dmn/table/axis.h"

namespace congvu::dmn {
namespace {

std::string number() {
  return std::to_string(*rc::gen::inRange(-3, 12)) + *rc::gen::element<std::string>("", ".5");
}

std::string day() {
  return "date(\"2025-01-0" + std::to_string(*rc::gen::inRange(1, 9)) + "\")";
}

std::string time_of_day() {
  return "time(\"0" + std::to_string(*rc::gen::inRange(0, 3)) + ":00:0" + std::to_string(*rc::gen::inRange(0, 3)) +
         "\")";
}

std::string moment() {
  return "date and time(\"2025-01-01T0" + std::to_string(*rc::gen::inRange(0, 9)) + ":00:00" +
         *rc::gen::element<std::string>("Z", "+07:00", "") + "\")";
}

std::string duration() {
  return "duration(\"PT" + std::to_string(*rc::gen::inRange(0, 5)) + *rc::gen::element<std::string>("H", "S") + "\")";
}

std::string text() {
  return *rc::gen::element<std::string>("\"a\"", "\"b\"", "\"c\"", "\"\"");
}

std::string test_of(std::string (*value)(), bool ordered) {
  auto const sort = ordered ? *rc::gen::inRange(0, 4) : 0;
  if (sort == 0) return value();
  if (sort == 1) return *rc::gen::element<std::string>("<", "<=", ">", ">=") + " " + value();
  return *rc::gen::element<std::string>("[", "(") + value() + ".." + value() + *rc::gen::element<std::string>("]", ")");
}

std::string cell(std::string (*value)(), bool ordered) {
  if (*rc::gen::inRange(0, 8) == 0) return "-";
  std::string tests = test_of(value, ordered);
  for (int more = *rc::gen::inRange(0, 3); more > 0; --more) tests += ", " + test_of(value, ordered);
  return *rc::gen::inRange(0, 4) == 0 ? "not(" + tests + ")" : tests;
}

feel::Value constant(std::string const& expression) {
  return feel::compile(expression)->evaluate(feel::Context{}).value;
}

bool holds(feel::Expression const& tests, feel::Value const& value) {
  return tests.evaluate(feel::Context{{{"?", value}}}).value.is_true();
}

void axis_agrees(std::string (*value)(), bool ordered) {
  std::vector<feel::Expression> cells;
  std::vector<Reach> reaches;
  for (int i = *rc::gen::inRange(1, 12); i > 0; --i) {
    auto const written = cell(value, ordered);
    RC_LOG() << written << '\n';
    cells.push_back(*feel::compile_tests(written));
    reaches.push_back(reach_of(cells.back()));
  }
  auto const axis = Axis::of(reaches);
  auto const agrees_at = [&](feel::Value const& at) {
    auto const rows = axis.rows_at(at);
    for (std::size_t row = 0; row < cells.size(); ++row) {
      if (!rows) RC_ASSERT(!axis.kind() || axis_kind(at) != axis.kind());
      if (!rows || axis.asked().has(row)) continue;
      RC_LOG() << feel::shown(at) << " in " << cells[row].text() << '\n';
      RC_ASSERT(rows->has(row) == holds(cells[row], at));
    }
  };
  for (int i = 0; i < 10; ++i) agrees_at(constant(value()));
  for (std::size_t piece = 0; piece < axis.pieces(); ++piece) {
    auto const example = axis.example(piece);
    if (!example) continue;
    RC_ASSERT(axis.piece_of(*example) == piece);
    agrees_at(*example);
  }
}

TEST(dmn_laws, an_axis_of_numbers_finds_the_rows_that_hold) {
  EXPECT_TRUE(rc::check([] { axis_agrees(number, true); }));
}

TEST(dmn_laws, an_axis_of_days_finds_the_rows_that_hold) {
  EXPECT_TRUE(rc::check([] { axis_agrees(day, true); }));
}

TEST(dmn_laws, an_axis_of_times_finds_the_rows_that_hold) {
  EXPECT_TRUE(rc::check([] { axis_agrees(time_of_day, true); }));
}

// With a zone and without: those of the other sort are asked
TEST(dmn_laws, an_axis_of_moments_finds_the_rows_that_hold) {
  EXPECT_TRUE(rc::check([] { axis_agrees(moment, true); }));
}

TEST(dmn_laws, an_axis_of_durations_finds_the_rows_that_hold) {
  EXPECT_TRUE(rc::check([] { axis_agrees(duration, true); }));
}

TEST(dmn_laws, an_axis_of_texts_finds_the_rows_that_hold) {
  EXPECT_TRUE(rc::check([] { axis_agrees(text, false); }));
}

}  // namespace
}  // namespace congvu::dmn
