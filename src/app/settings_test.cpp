#include "app/settings.h"

#include <gtest/gtest.h>

#include <fstream>

namespace congvu::app {

namespace {

namespace fs = std::filesystem;

// A settings file in a folder of its own, gone when the test is over.
class Written {
 public:
  explicit Written(std::string const& text) {
    folder_ = fs::temp_directory_path() /
              ("settings-" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    std::ofstream{folder_ / settings_file} << text;
  }
  ~Written() { fs::remove_all(folder_); }
  Written(Written const&) = delete;

  fs::path const& folder() const { return folder_; }
  SettingsReading read() const { return read_settings(folder_ / settings_file); }
  // Each problem as "line path code".
  std::vector<std::string> problems() const {
    std::vector<std::string> all;
    for (auto const& each : read().problems) {
      all.push_back(std::to_string(each.line) + " " + each.refusal.subject + " " + std::string{each.refusal.code.key});
    }
    return all;
  }

 private:
  fs::path folder_;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST(Settings, a_file_that_is_not_there_says_nothing) {
  auto const reading = read_settings("/nowhere/settings.yaml");
  EXPECT_TRUE(reading.problems.empty());
  EXPECT_FALSE(reading.settings.listen);
}

TEST(Settings, a_file_of_comments_says_nothing) {
  EXPECT_EQ(Written("# address: https://x.example\n").problems(), Lines{});
}

TEST(Settings, all_that_is_written_is_read) {
  Written const written(
      "address: https://dichvucong.example\nlisten: 0.0.0.0:443\ntls: {certificate: c.pem, key: keys/k.pem}\n"
      "trusted_proxy: 10.0.0.0/8\nmail: {server: 'smtp://mail.example:587', from: a@b.example}\n"
      "scanner: {clamd: /run/clamav/clamd.ctl}\n");
  fs::create_directories(written.folder() / "keys");
  std::ofstream{written.folder() / "c.pem"} << "c";
  std::ofstream{written.folder() / "keys/k.pem"} << "k";
  ASSERT_EQ(written.problems(), Lines{});
  auto const settings = written.read().settings;
  EXPECT_EQ(settings.address, "https://dichvucong.example");
  EXPECT_EQ(settings.listen, "0.0.0.0:443");
  EXPECT_EQ(settings.tls->key, (written.folder() / "keys/k.pem").string());
  EXPECT_EQ(settings.trusted_proxy, "10.0.0.0/8");
  EXPECT_EQ(settings.mail->from.value, "a@b.example");
  EXPECT_EQ(settings.scanner->clamd, "/run/clamav/clamd.ctl");
}

TEST(Settings, a_field_that_nobody_knows_is_refused_with_its_line) {
  Written const written("listen: 127.0.0.1:0\ntls:\n  certificate: c.pem\n  keys: k.pem\nport: 80\n");
  EXPECT_EQ(written.problems(), (Lines{"2 tls.key field.missing", "4 tls.keys field.unknown", "5 port field.unknown"}));
}

TEST(Settings, every_fault_is_told_at_once) {
  Written const written(
      "address: http://dichvucong.example\nlisten: 0.0.0.0:80\ntrusted_proxy: everyone\n"
      "mail:\n  server: mail.example\n  from: nobody\n  user: u\nscanner: {clamd: localhost}\n");
  EXPECT_EQ(written.problems(),
            (Lines{"1 address settings.bad_address", "2 listen http.listen_plain", "3 trusted_proxy http.network",
                   "5 mail.server settings.bad_mail_server", "6 mail.from settings.bad_mail_address",
                   "7 mail.user settings.half_sign_in", "8 scanner.clamd settings.bad_scanner"}));
}

TEST(Settings, a_certificate_that_is_not_there_is_refused) {
  EXPECT_EQ(Written("tls: {certificate: c.pem, key: k.pem}\n").problems(),
            (Lines{"1 tls.certificate settings.no_file", "1 tls.key settings.no_file"}));
}

TEST(Settings, what_is_no_yaml_is_refused_with_its_line) {
  EXPECT_EQ(Written("listen: 127.0.0.1:0\ntls: [1\n").problems().size(), 1U);
}

TEST(Settings, an_address_has_a_host_and_no_path) {
  EXPECT_EQ(host_of("https://dichvucong.example"), "dichvucong.example");
  EXPECT_EQ(host_of("https://dichvucong.example:8443"), "dichvucong.example:8443");
  EXPECT_EQ(host_of("http://127.0.0.1:8080"), "127.0.0.1:8080");
  EXPECT_EQ(host_of("http://localhost:8080"), "localhost:8080");
  for (auto const bad : {"dichvucong.example", "http://dichvucong.example", "https://", "https://a.example/b",
                         "https://u@a.example", "ftp://a.example", "https://a example"}) {
    EXPECT_FALSE(host_of(bad)) << bad;
  }
}

}  // namespace congvu::app
