#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "agency/document/codes.h"
#include "agency/document/commands.h"
#include "agency/document/document.h"
#include "agency/document/document_pages.h"
#include "agency/document/render.h"
#include "agency/document/room.h"
#include "agency/org/room.h"
#include "base/bytes.h"
#include "base/crypto.h"
#include "pipeline/told_for_tests.h"

namespace congvu::document {

namespace {

Register decisions() {
  Register each;
  each.code = "QD";
  each.title = "Decisions";
  each.kind = "decision";
  each.pattern = "{number}/QD-{year}";
  each.per = "year";
  return each;
}

// Applies numbers as an upper room's act would.
struct TakeForTest {
  static constexpr std::string_view name = "test.take";
  int year = 0;
};
BOOST_DESCRIBE_STRUCT(TakeForTest, (), (year))
Expected<Question> question(TakeForTest const&, Context const&, States const&) {
  return Question{};
}
Decision decide(TakeForTest const& command, Context const&, States const& states) {
  auto taken = take_number(states, "QD", command.year, Handle{});
  if (!taken) return std::unexpected<Refusal>(taken.error());
  return taken->events;
}

void rooms(Registry& registry) {
  org::register_room(registry);
  register_room(registry);
  registry.command<TakeForTest>(&question, &decide);
}

// Reads Code 128 back by its arithmetic alone: widths to values, check character, values to text.
std::string decoded(std::vector<int> const& bars) {
  std::vector<std::vector<int>> characters;
  for (std::size_t at = 0; at + 7 < bars.size(); at += 6) {
    characters.emplace_back(bars.begin() + static_cast<long>(at), bars.begin() + static_cast<long>(at) + 6);
  }
  // The table is learnt from the encoder itself: every printable character alone in set B, every pair in set C.
  auto const value_at = [](std::string const& text, std::size_t place) {
    auto const all = *code128(text);
    return std::vector<int>(all.begin() + static_cast<long>(place * 6), all.begin() + static_cast<long>(place * 6) + 6);
  };
  std::string text;
  bool in_c = characters[0] == value_at("1234", 0);
  for (std::size_t i = 1; i + 1 < characters.size(); ++i) {
    bool found = false;
    if (in_c) {
      for (int pair = 0; pair < 100 && !found; ++pair) {
        auto const digits = (pair < 10 ? "0" : "") + std::to_string(pair);
        if (characters[i] == value_at(digits + digits, 1)) text += digits, found = true;
      }
      if (!found) in_c = false;
    } else {
      for (char c = ' '; c <= '~' && !found; ++c) {
        if (characters[i] == value_at(std::string{c}, 1)) text += c, found = true;
      }
      if (!found) in_c = true;
    }
  }
  return text;
}

}  // namespace

TEST(Numbers, begin_at_one_each_year_and_are_written_with_two_digits) {
  Told told{&rooms};
  told.tell(StateRegisters{{decisions()}});
  for (int i = 0; i < 12; ++i) told.tell(TakeForTest{2025});
  told.tell(TakeForTest{2026});
  std::vector<std::string> written;
  for (auto const& each : told.history()) {
    if (auto const* taken = each.as<NumberTaken>()) written.push_back(taken->formatted);
  }
  EXPECT_EQ(written.front(), "01/QD-2025");
  EXPECT_EQ(written[11], "12/QD-2025");
  EXPECT_EQ(written.back(), "01/QD-2026");
}

TEST(Numbers, one_act_may_take_several_and_none_is_given_twice) {
  Told told{&rooms};
  told.tell(StateRegisters{{decisions()}});
  EXPECT_EQ(take_number(told, "QD", 2025, Handle{})->number, 1);
  EXPECT_EQ(take_number(told, "QD", 2025, Handle{}, 1)->number, 2);
}

TEST(Numbers, each_agency_counts_for_itself_and_goes_on_from_a_register_that_was_shared) {
  Told told{&rooms};
  told.tell(StateRegisters{{decisions()}});
  for (int i = 0; i < 3; ++i) told.tell(TakeForTest{2025});
  auto own = decisions();
  own.each_agency = true;
  told.tell(StateRegisters{{own}});
  auto const first = take_number(told, "QD", 2025, Handle{}, 0, "H26.19");
  EXPECT_EQ(first->number, 4);
  EXPECT_EQ(take_number(told, "QD", 2026, Handle{}, 0, "H26.19")->number, 1);
  EXPECT_NE(first->events.list.front().stream, numbers_of("QD", 2025));
  EXPECT_NE(first->events.list.front().stream,
            take_number(told, "QD", 2025, Handle{}, 0, "H26.101")->events.list.front().stream);
}

TEST(Numbers, a_register_nobody_stated_gives_none) {
  Told told{&rooms};
  auto const taken = take_number(told, "QD", 2025, Handle{});
  ASSERT_FALSE(taken.has_value());
  EXPECT_EQ(taken.error().code, codes::unknown_register);
}

TEST(Registers, stated_again_as_they_stand_are_nothing_new) {
  Told told{&rooms};
  EXPECT_EQ(told.tell(StateRegisters{{decisions()}}), 1u);
  EXPECT_EQ(told.tell(StateRegisters{{decisions()}}), 0u);
}

TEST(Registers, a_pattern_without_a_place_for_the_number_is_refused) {
  Told told{&rooms};
  auto bad = decisions();
  bad.pattern = "QD";
  EXPECT_EQ(told.decided(StateRegisters{{bad}}).error().code, codes::bad_pattern);
  EXPECT_EQ(told.decided(StateRegisters{{decisions(), decisions()}}).error().code, codes::register_twice);
}

TEST(Rendering, what_was_typed_never_becomes_markup) {
  auto const html = render("<p>{{applicant.name}}</p>", {{"applicant", {{"name", "<script>&\"'"}}}});
  ASSERT_TRUE(html.has_value());
  EXPECT_EQ(html->find("<script>"), std::string::npos);
}

TEST(Rendering, a_name_that_the_view_lacks_is_refused_and_an_absent_section_left_out) {
  auto const without_note = render("{{#note}}({{note}}){{/note}}{{number}}", json::object{{"number", "05"}});
  ASSERT_TRUE(without_note.has_value()) << plain(without_note.error());
  EXPECT_EQ(*without_note, "05");
  auto const lacking = render("{{signer.name}}", json::object{{"signer", json::object{{"title", "x"}}}});
  ASSERT_FALSE(lacking.has_value());
  EXPECT_EQ(lacking.error().code, codes::unknown_name);
  json::array const list{json::object{{"title", "a"}}, json::object{{"title", "b"}}};
  auto const lines = render("{{#list}}{{title}};{{/list}}", json::object{{"list", list}});
  ASSERT_TRUE(lines.has_value()) << plain(lines.error());
  EXPECT_EQ(*lines, "a;b;");
}

TEST(Rendering, templates_with_unescaped_values_partials_or_other_delimiters_are_refused) {
  for (auto const* text : {"{{{name}}}", "{{&name}}", "{{>part}}", "{{=<% %>=}}", "{{#a}}x", "{{name"}) {
    auto const html = render(text, {{"name", "x"}});
    ASSERT_FALSE(html.has_value()) << text;
    EXPECT_EQ(html.error().code, codes::bad_template) << text;
  }
}

TEST(Documents, the_hash_in_the_event_is_that_of_the_bytes_served) {
  auto const drawn = issue_html(Handle{}, Handle{}, "decision", "05/QD", "Title", "<style>p{}</style><p>x</p>");
  ASSERT_TRUE(drawn.has_value());
  Issued issued;
  apply(issued, *static_cast<DocumentIssued const*>(drawn->events.list.front().event.get()), Recorded{});
  auto const reply = reply_with(issued);
  ASSERT_TRUE(reply.has_value());
  auto const digest = sha256(reply->body);
  EXPECT_EQ(hex(view_of(digest)), issued.sha256);
  EXPECT_NE(policy_of(reply->body).find("'sha256-"), std::string::npos);
  issued.personal.reset();
  EXPECT_EQ(reply_with(issued).error().code, codes::erased);
  EXPECT_EQ(reply_with(Issued{}).error().code, codes::unknown_document);
}

TEST(Documents, one_that_is_too_large_for_the_record_is_refused) {
  auto const drawn = issue_html({}, {}, "decision", {}, {}, std::string(65 * 1024, 'x'));
  EXPECT_EQ(drawn.error().code, codes::too_large);
}

TEST(Code128, the_worked_example_of_the_standard_has_its_check_character) {
  // "AIM1234": start B, A, I, M, to C, 12, 34; the sum is 104 + 33 + 82 + 135 + 396 + 60 + 204 = 1014, modulo 103 87.
  auto const bars = code128("AIM1234");
  ASSERT_TRUE(bars.has_value());
  ASSERT_EQ(bars->size(), 8u * 6 + 7);
  std::vector<int> const check(bars->end() - 13, bars->end() - 7);
  EXPECT_EQ(check, (std::vector<int>{4, 2, 1, 1, 1, 2}));
}

TEST(Code128, what_is_drawn_reads_back_as_what_was_meant) {
  for (auto const* text : {"H26.19-241118-0042", "1", "12345", "ABC", "00000000", "a1b22c333d4444"}) {
    EXPECT_EQ(decoded(*code128(text)), text);
  }
}

RC_GTEST_PROP(Code128, every_character_is_eleven_modules_wide, ()) {
  auto const text = *rc::gen::suchThat(rc::gen::container<std::string>(rc::gen::inRange<char>(' ', '~')),
                                       [](std::string const& each) { return !each.empty() && each.size() <= 80; });
  auto const bars = code128(text);
  RC_ASSERT(bars.has_value());
  RC_ASSERT(bars->size() % 6 == 1u);
  int sum = 0;
  for (int const width : *bars) sum += width;
  RC_ASSERT(sum % 11 == 2);
}

TEST(Code128, what_it_cannot_carry_is_refused) {
  EXPECT_FALSE(code128("").has_value());
  EXPECT_FALSE(code128("\xC4\x90").has_value());
  EXPECT_FALSE(code128(std::string(81, 'a')).has_value());
}

TEST(Qr, has_its_three_finders_and_is_square) {
  auto const rows = qr("https://example.vn/tracking");
  ASSERT_TRUE(rows.has_value());
  auto const size = rows->size();
  EXPECT_EQ((size - 21) % 4, 0u);
  auto const finder = [&](std::size_t x, std::size_t y) {
    for (std::size_t i = 0; i < 7; ++i) {
      for (std::size_t j = 0; j < 7; ++j) {
        bool const edge = i == 0 || i == 6 || j == 0 || j == 6;
        bool const core = i >= 2 && i <= 4 && j >= 2 && j <= 4;
        if ((*rows)[y + j][x + i] != (edge || core)) return false;
      }
    }
    return true;
  };
  EXPECT_TRUE(finder(0, 0));
  EXPECT_TRUE(finder(size - 7, 0));
  EXPECT_TRUE(finder(0, size - 7));
  EXPECT_TRUE(qr_svg("x")->starts_with("<svg"));
  EXPECT_FALSE(qr(std::string(5000, 'x')).has_value());
}

}  // namespace congvu::document
