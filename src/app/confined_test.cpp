// A stranger's file in a confined process: a good one is drawn, and each of the bad ones ends in an answer.
#include "app/confined.h"

#include <gmock/gmock.h>

#include <filesystem>

namespace congvu::app {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A document of so many equal pages, each `wide` by `high` points; its table of places is left to the reader to repair.
std::string pdf_of(int pages, int wide = 200, int high = 100, std::string const& drawn = "0 0 m 200 100 l S") {
  std::string kids;
  for (int page = 0; page < pages; ++page) kids += "3 0 R ";
  return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[" + kids + "]/Count " +
         std::to_string(pages) + ">>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 " + std::to_string(wide) +
         " " + std::to_string(high) + "]/Contents 4 0 R>>endobj\n4 0 obj<</Length " + std::to_string(drawn.size()) +
         ">>stream\n" + drawn + "\nendstream endobj\ntrailer<</Root 1 0 R>>\n";
}

Expected<Ran> ran(std::vector<std::string> const& words, std::string const& input, Bounds const& bounds = {}) {
  Input given;
  EXPECT_TRUE(given.write(input));
  return run_confined(words, given, bounds);
}

Expected<Ran> drawn(std::string const& pdf, Bounds const& bounds = {}) {
  return ran({"pdftocairo", "-png", "-singlefile", "-scale-to", "400", "-", "-"}, pdf, bounds);
}

TEST(Confined, a_page_of_a_good_document_is_drawn) {
  auto const page = drawn(pdf_of(1));
  ASSERT_TRUE(page);
  EXPECT_EQ(page->status, 0);
  EXPECT_THAT(page->output, StartsWith("\x89PNG"));
}

TEST(Confined, what_is_no_document_ends_with_a_status_and_no_picture) {
  for (auto const& bytes :
       {std::string{}, std::string{"%PDF-1.7\n"}, std::string(100'000, '\xff'), pdf_of(1).substr(0, 90)}) {
    auto const page = drawn(bytes);
    ASSERT_TRUE(page);
    EXPECT_NE(page->status, 0);
  }
}

TEST(Confined, ten_thousand_pages_are_counted_and_not_drawn) {
  Bounds bounds;
  bounds.errors_too = true;
  auto const told = ran({"pdfinfo", "-"}, pdf_of(10'000), bounds);
  ASSERT_TRUE(told);
  EXPECT_THAT(told->output, HasSubstr("10000"));
}

TEST(Confined, a_page_as_large_as_a_field_stays_within_its_picture) {
  auto const page = drawn(pdf_of(1, 14'400, 14'400));
  ASSERT_TRUE(page);
  EXPECT_LT(page->output.size(), 1'000'000u);
}

TEST(Confined, it_sees_no_file_of_ours_and_nothing_to_write_to) {
  auto const here = std::filesystem::current_path().string();
  auto const listed = ran({"ls", "-A", "/"}, {});
  ASSERT_TRUE(listed);
  for (auto const* place : {"home", "root", "tmp", "var/lib", "proc", "srv"})
    EXPECT_THAT(listed->output, Not(HasSubstr(place)));
  auto const own = ran({"ls", here}, {});
  ASSERT_TRUE(own);
  EXPECT_NE(own->status, 0);
  auto const written = ran({"touch", "/usr/x"}, {});
  ASSERT_TRUE(written);
  EXPECT_NE(written->status, 0);
}

TEST(Confined, it_has_no_network_and_sees_no_process_of_ours) {
  Bounds bounds;
  bounds.errors_too = true;
  auto const reached = ran({"bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/80 && echo reached"}, {}, bounds);
  ASSERT_TRUE(reached);
  EXPECT_NE(reached->status, 0);
  auto const number = ran({"bash", "-c", "echo $$"}, {});
  ASSERT_TRUE(number);
  EXPECT_LE(std::stoi(number->output), 3);
}

TEST(Confined, it_can_take_only_so_much_memory_time_and_room) {
  Bounds bounds;
  bounds.memory = 64UL * 1024 * 1024;
  auto const greedy = ran({"bash", "-c", "x=a; while :; do x=$x$x; done"}, {}, bounds);
  ASSERT_TRUE(greedy);
  EXPECT_NE(greedy->status, 0);
  Bounds short_time;
  short_time.time = std::chrono::seconds{1};
  auto const slow = ran({"sleep", "60"}, {}, short_time);
  ASSERT_FALSE(slow);
  EXPECT_EQ(slow.error().code, codes::confined_too_slow);
  auto const silent = ran({"bash", "-c", "exec 1>&- 2>&-; sleep 60"}, {}, short_time);
  ASSERT_FALSE(silent);
  EXPECT_EQ(silent.error().code, codes::confined_too_slow);
  Bounds little;
  little.output = 1000;
  auto const much = ran({"yes"}, {}, little);
  ASSERT_FALSE(much);
  EXPECT_EQ(much.error().code, codes::confined_too_much);
}

TEST(Confined, a_processor_kept_busy_is_stopped) {
  Bounds bounds;
  bounds.processor = std::chrono::seconds{1};
  auto const busy = ran({"bash", "-c", "while :; do :; done"}, {}, bounds);
  ASSERT_TRUE(busy);
  EXPECT_NE(busy->status, 0);
}

}  // namespace
}  // namespace congvu::app
