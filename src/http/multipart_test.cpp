#include "http/multipart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "http/limits.h"

namespace congvu::http {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Collected : PartReceiver {
  std::vector<std::string> parts;
  Expected<void> begin(PartHead const& head) override {
    parts.push_back(head.field + (head.file_name ? "(" + *head.file_name + ")" : "") + "=");
    return {};
  }
  Expected<void> piece(std::string_view piece) override {
    parts.back() += piece;
    return {};
  }
  Expected<void> end() override {
    parts.back() += ".";
    return {};
  }
};

std::string part(std::string const& disposition, std::string const& content, std::string const& more = {}) {
  return "--B\r\nContent-Disposition: form-data; " + disposition + "\r\n" + more + "\r\n" + content + "\r\n";
}

// The parts, cut into pieces of `size`; the code of a refusal as the last.
std::vector<std::string> read(std::string_view body, std::size_t size = 1'000'000) {
  Collected collected;
  MultipartReader reader{"B", collected};
  Expected<void> result;
  for (std::size_t at = 0; result && at < body.size(); at += size) result = reader.take(body.substr(at, size));
  if (result) result = reader.finish();
  if (!result) collected.parts.emplace_back(result.error().code.key);
  return collected.parts;
}

}  // namespace

TEST(Multipart, fields_and_files_come_however_the_body_is_cut) {
  std::string const body =
      part("name=\"a\"", "1") +
      part("name=\"f\"; filename=\"C:\\x\\hoc ba.pdf\"", "%PDF\r\n--b\r\n-", "Content-Type: text/html\r\n") +
      part("name=empty", "") + "--B--\r\nepilogue";
  for (std::size_t const size : {1, 2, 3, 5, 7, 1000}) {
    EXPECT_THAT(read(body, size), ElementsAre("a=1.", "f(hoc ba.pdf)=%PDF\r\n--b\r\n-.", "empty=.")) << size;
  }
}

TEST(Multipart, a_preamble_and_padding_are_passed_over) {
  EXPECT_THAT(read("preamble\r\n--B \t\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--B--"),
              ElementsAre("a=1."));
}

TEST(Multipart, names_lose_their_paths_and_control_characters) {
  EXPECT_EQ(bare_file_name("../../etc/passwd"), "passwd");
  EXPECT_EQ(bare_file_name("C:\\Windows\\x.pdf"), "x.pdf");
  EXPECT_EQ(bare_file_name(".."), "");
  EXPECT_EQ(bare_file_name(std::string("a\0b\r\n.pdf", 9)), "ab.pdf");
  EXPECT_EQ(bare_file_name("a\u202Efdp.exe\u2069"), "afdp.exe");
  EXPECT_EQ(bare_file_name("học bạ \u200D.pdf"), "học bạ \u200D.pdf");
  EXPECT_LE(bare_file_name(std::string(1000, 'x')).size(), limits::file_name_octets);
}

TEST(Multipart, hostile_bodies_are_refused) {
  auto constexpr malformed = "http.multipart";
  EXPECT_THAT(read(""), ElementsAre(malformed));
  EXPECT_THAT(read("--B"), ElementsAre(malformed));
  EXPECT_THAT(read("no boundary at all"), ElementsAre(malformed));
  EXPECT_THAT(read(std::string(100'000, 'x')), ElementsAre(malformed));
  EXPECT_THAT(read("--B\r\n\r\nno header\r\n--B--"), ElementsAre(malformed));
  EXPECT_THAT(read("--B\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--B--"), ElementsAre(malformed));
  EXPECT_THAT(read("--B\r\nContent-Disposition: form-data\r\n\r\n1\r\n--B--"), ElementsAre(malformed));
  EXPECT_THAT(read("--B\r\nContent-Disposition: form-data; name=a\nX: y\r\n\r\n1\r\n--B--"), ElementsAre(malformed));
  EXPECT_THAT(read("--B\r\nContent-Disposition: form-data; name=a\r\n folded: y\r\n\r\n1\r\n--B--"),
              ElementsAre(malformed));
  EXPECT_THAT(read("--B\r\nContent-Disposition: form-data; name=\"\xFF\"\r\n\r\n1\r\n--B--"), ElementsAre(malformed));
  EXPECT_THAT(read("--B\r\nX: " + std::string(10'000, 'x')), ElementsAre(malformed));
  EXPECT_THAT(read("--B" + std::string(10'000, ' ')), ElementsAre(malformed));
  EXPECT_EQ(read(part("name=a", "cut off")).back(), malformed);
}

// Found by fuzzing: bounds held of what lay in memory, so that they depended on how the body came
TEST(Multipart, what_is_too_long_is_so_however_the_body_is_cut) {
  auto const padded = [](std::size_t by) {
    return "--B" + std::string(by, ' ') + "\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--B--";
  };
  auto const preceded = [](std::size_t by) { return std::string(by, 'p') + "\r\n" + part("name=a", "1") + "--B--"; };
  auto const described = [](std::size_t by) {
    return part("name=a", "1", "X: " + std::string(by, 'x') + "\r\n") + "--B--";
  };
  for (std::size_t by = 60; by < 80; ++by) {
    EXPECT_EQ(read(padded(by)), read(padded(by), 1)) << by;
  }
  for (std::size_t by = limits::part_header_octets - 70; by < limits::part_header_octets + 10; ++by) {
    EXPECT_EQ(read(preceded(by)), read(preceded(by), 1)) << by;
    EXPECT_EQ(read(described(by)), read(described(by), 1)) << by;
  }
  EXPECT_THAT(read(padded(70)), ElementsAre("a=1."));
  EXPECT_THAT(read(padded(71)), ElementsAre("http.multipart"));
  EXPECT_THAT(read(described(limits::part_header_octets)), ElementsAre("http.multipart"));
}

TEST(Multipart, too_many_parts_are_refused) {
  std::string body;
  for (std::size_t i = 0; i <= limits::parts; ++i) body += part("name=a", "1");
  EXPECT_EQ(read(body + "--B--").back(), "http.multipart_parts");
}

TEST(Multipart, a_boundary_must_be_one) {
  EXPECT_EQ(boundary_of("multipart/form-data; boundary=\"a b\""), "a b");
  for (auto const bad : {"multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=a",
                         "multipart/form-data; boundary=\"a \""}) {
    EXPECT_FALSE(boundary_of(bad)) << bad;
  }
  EXPECT_FALSE(boundary_of("multipart/form-data; boundary=" + std::string(71, 'x')));
}

RC_GTEST_PROP(Multipart, any_content_comes_back_in_any_cutting, (std::string const& content)) {
  RC_PRE(content.find("\r\n--B") == std::string::npos && !content.starts_with("--B"));
  auto const size = *rc::gen::inRange<std::size_t>(1, 20);
  RC_ASSERT(read(part("name=a; filename=x", content) + "--B--", size) ==
            std::vector<std::string>{"a(x)=" + content + "."});
}

RC_GTEST_PROP(Multipart, no_octets_whatever_harm_it, (std::string const& noise)) {
  auto const size = *rc::gen::inRange<std::size_t>(1, 20);
  read("--B\r\n" + noise + "\r\n--B" + noise, size);
}

}  // namespace congvu::http
