#include "app/settings.h"

#include <algorithm>
#include <system_error>

#include "app/pack_files.h"
#include "app/yaml.h"
#include "http/listen.h"

namespace congvu::app {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view of_host = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:[]";

// "host", "host:25", "[::1]:25": nothing of a path, a user or a query.
bool is_host(std::string_view text) {
  return !text.empty() && text.size() <= 253 && text.find_first_not_of(of_host) == std::string_view::npos &&
         !text.starts_with(':') && !text.ends_with(':');
}

std::optional<std::string_view> after(std::string_view text, std::string_view scheme) {
  return text.starts_with(scheme) ? std::optional{text.substr(scheme.size())} : std::nullopt;
}

bool on_this_machine(std::string_view host) {
  auto const name = host.substr(0, host.starts_with('[') ? host.find(']') + 1 : host.find(':'));
  return name == "localhost" || name == "[::1]" || name.starts_with("127.");
}

// From the folder that the file with the setting lies in.
void make_whole(std::string& path, fs::path const& folder) {
  if (!path.empty()) path = (folder / path).lexically_normal().string();
}

void make_whole(Settings& settings, fs::path const& folder) {
  if (settings.tls) {
    make_whole(settings.tls->certificate, folder);
    make_whole(settings.tls->key, folder);
  }
  if (settings.mail && settings.mail->password_file) make_whole(*settings.mail->password_file, folder);
  if (settings.mail && settings.mail->trusted) make_whole(*settings.mail->trusted, folder);
}

class Faults {
 public:
  void add(Code code, std::string where, std::vector<Argument> arguments = {}) {
    all.emplace_back(code, std::move(where), std::move(arguments));
  }
  // Another module's refusal, at the place in the settings that it is about.
  template <class T>
  void take(std::string where, Expected<T> const& tried) {
    if (tried) return;
    all.push_back(tried.error());
    all.back().subject = std::move(where);
  }
  void file(std::string where, std::string const& path) {
    std::error_code failed;
    if (!fs::is_regular_file(path, failed)) add(codes::no_file, std::move(where), {{"path", path}});
  }

  std::vector<Refusal> all;
};

void check_mail(MailServer const& mail, Faults& faults) {
  auto host = after(mail.server, "smtp://");
  if (!host) host = after(mail.server, "smtps://");
  if (!host || !is_host(*host)) faults.add(codes::bad_mail_server, "mail.server", {{"given", mail.server}});
  auto const& from = mail.from.value;
  auto const at = from.find('@');
  bool const plain = from.find_first_of(" <>,;\r\n\"") == std::string::npos;
  if (at == 0 || at == std::string::npos || at + 1 == from.size() || !plain) {
    faults.add(codes::bad_mail_address, "mail.from", {{"given", from}});
  }
  if (mail.user.has_value() != mail.password_file.has_value()) faults.add(codes::half_sign_in, "mail.user");
  if (mail.password_file) faults.file("mail.password_file", *mail.password_file);
  if (mail.trusted) faults.file("mail.trusted", *mail.trusted);
}

}  // namespace

std::optional<std::string> host_of(std::string_view address) {
  auto host = after(address, "https://");
  if (!host) {
    host = after(address, "http://");
    if (host && !on_this_machine(*host)) return std::nullopt;
  }
  return host && is_host(*host) ? std::optional{std::string{*host}} : std::nullopt;
}

std::vector<Refusal> faults_of(Settings const& settings) {
  Faults faults;
  if (settings.address && !host_of(*settings.address)) {
    faults.add(codes::bad_address, "address", {{"given", *settings.address}});
  }
  if (settings.listen) faults.take("listen", http::endpoint_of(*settings.listen, settings.tls.has_value()));
  if (settings.tls) {
    faults.file("tls.certificate", settings.tls->certificate);
    faults.file("tls.key", settings.tls->key);
  }
  if (settings.trusted_proxy) faults.take("trusted_proxy", http::network_of(*settings.trusted_proxy));
  if (settings.mail) check_mail(*settings.mail, faults);
  if (settings.scanner && !settings.scanner->clamd.starts_with('/') &&
      (!is_host(settings.scanner->clamd) || settings.scanner->clamd.find(':') == std::string::npos)) {
    faults.add(codes::bad_scanner, "scanner.clamd", {{"given", settings.scanner->clamd}});
  }
  return std::move(faults.all);
}

SettingsReading read_settings(fs::path const& file) {
  SettingsReading reading;
  std::error_code failed;
  if (!fs::exists(file, failed)) return reading;
  auto const name = file.string();
  auto const folder = fs::absolute(file).parent_path();
  auto const text = read_pack_file(folder, file.filename().string());
  if (!text) {
    reading.problems.push_back({name, 1, text.error()});
    return reading;
  }
  auto document = read_yaml(*text);
  if (!document) {
    auto const& subject = document.error().subject;
    reading.problems.push_back(
        {name, subject.empty() ? 1U : static_cast<std::uint32_t>(std::stoul(subject)), document.error()});
    return reading;
  }
  // A file of comments alone says nothing either.
  if (document->value.is_null()) return reading;
  auto const add = [&](Refusal const& each) {
    reading.problems.push_back({name, document->line_of(each.subject), each});
  };
  auto settings = from_json<Settings>(document->value);
  if (!settings) {
    std::ranges::for_each(settings.error().parts, add);
    return reading;
  }
  make_whole(*settings, folder);
  std::ranges::for_each(faults_of(*settings), add);
  if (reading.problems.empty()) reading.settings = std::move(*settings);
  return reading;
}

}  // namespace congvu::app
