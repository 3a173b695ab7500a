#include "agency/notice/letter.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/bytes.h"

namespace congvu::notice {
namespace {

Letter letter(std::string subject, std::string name, std::string text = "Xin chào\n") {
  Letter made;
  made.notice = *parse_handle("000102030405060708090a0b0c0d0e0f");
  made.written = at(Date{std::chrono::year{2024}, std::chrono::month{11}, std::chrono::day{25}}, std::chrono::hours{8});
  made.from = "motcua@so.example.vn";
  made.from_name = "Sở Giáo dục và Đào tạo Hà Nội";
  made.to = "thu@example.vn";
  made.to_name = std::move(name);
  made.subject = std::move(subject);
  made.text = std::move(text);
  return made;
}

std::vector<std::string> lines_of(std::string const& message) {
  std::vector<std::string> lines;
  std::size_t from = 0;
  for (auto end = message.find("\r\n"); end != std::string::npos; end = message.find("\r\n", from)) {
    lines.push_back(message.substr(from, end - from));
    from = end + 2;
  }
  return lines;
}

// The header fields' names, folded lines left out.
std::vector<std::string> names_of_headers(std::string const& message) {
  std::vector<std::string> names;
  for (auto const& line : lines_of(message)) {
    if (line.empty()) break;
    if (line.front() != ' ') names.push_back(line.substr(0, line.find(':')));
  }
  return names;
}

std::vector<std::string> const all_headers{"Date",
                                           "From",
                                           "To",
                                           "Message-ID",
                                           "Subject",
                                           "MIME-Version",
                                           "Content-Type",
                                           "Content-Transfer-Encoding",
                                           "Content-Language",
                                           "Auto-Submitted"};

RC_GTEST_PROP(a_letter, has_the_same_headers_whatever_stands_in_names_and_subject, ()) {
  auto const subject = *rc::gen::string<std::string>();
  auto const name = *rc::gen::string<std::string>();
  auto const text = message(letter(subject, name, *rc::gen::string<std::string>()));
  auto names = names_of_headers(text);
  RC_ASSERT(names == all_headers);
  for (auto const& line : lines_of(text)) RC_ASSERT(line.size() <= 78u);
  for (char const c : text) RC_ASSERT(static_cast<unsigned char>(c) < 0x80u);
}

TEST(letter, of_a_name_that_carries_a_header_has_none_more) {
  auto const text = message(letter("Chào\r\nBcc: ai@example.vn", "Thư\r\n\r\nBcc: ai@example.vn"));
  EXPECT_EQ(names_of_headers(text), all_headers);
  EXPECT_EQ(text.find("Bcc:"), std::string::npos);
}

TEST(letter, is_dated_and_named_as_its_notice) {
  auto const text = message(letter("Hồ sơ", "Nguyễn Thị Thư"));
  EXPECT_NE(text.find("Date: Mon, 25 Nov 2024 08:00:00 +0700\r\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Message-ID: <"), std::string::npos);
  EXPECT_EQ(text, message(letter("Hồ sơ", "Nguyễn Thị Thư"))) << "the same letter again is the same letter";
}

TEST(letter, ends_its_text_with_what_was_written) {
  auto const text = message(letter("Hồ sơ", "Thư", "Dòng một\nDòng hai\r\nDòng ba\rhết"));
  auto body = text.substr(text.find("\r\n\r\n") + 4);
  std::erase_if(body, [](char c) { return c == '\r' || c == '\n'; });
  EXPECT_EQ(parse_base64(body), "Dòng một\r\nDòng hai\r\nDòng ba\r\nhết");
}

TEST(an_address, is_plain_or_none) {
  for (auto const* good : {"thu@example.vn", "nguyen.thu+hs@so.hanoi.gov.vn", "a@localhost", "x_1-y@a-b.vn"}) {
    EXPECT_TRUE(sendable(good)) << good;
  }
  for (auto const* bad : {"", "thu", "@example.vn", "thu@", "thu@example", "a b@example.vn",
                          "a@b.vn\r\nRCPT TO:<c@d.vn>", "<a@b.vn>", "a@[127.0.0.1]", "\"a\"@b.vn", "a@b..vn", ".a@b.vn",
                          "a.@b.vn", "a..b@c.vn", "a@-b.vn", "a@b-.vn", "thư@b.vn", "a@b.vn,c@d.vn", "a@b.vn c@d.vn"}) {
    EXPECT_FALSE(sendable(bad)) << bad;
  }
  EXPECT_FALSE(sendable(std::string(65, 'a') + "@b.vn"));
  EXPECT_FALSE(sendable("a@" + std::string(64, 'b') + ".vn"));
}

}  // namespace
}  // namespace congvu::notice
