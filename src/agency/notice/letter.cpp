#include "agency/notice/letter.h"

#include <fmt/format.h>

#include <array>
#include <chrono>

#include "base/bytes.h"
#include "base/text.h"

namespace congvu::notice {

namespace {

constexpr std::size_t line_longest = 76;  // RFC 2045 6.8, and of an encoded word RFC 2047 2
constexpr std::string_view word_begins = "=?UTF-8?B?";
constexpr std::string_view word_ends = "?=";
constexpr std::string_view crlf = "\r\n";

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_domain(std::string_view domain) {
  if (domain.empty() || domain.size() > 253 || domain.find('.') == std::string_view::npos) {
    return domain == "localhost";
  }
  std::size_t label = 0;
  char before = '.';
  for (char const c : domain) {
    bool const fits = c == '.' ? label > 0 && before != '-' : is_letter_or_digit(c) || (c == '-' && label > 0);
    if (!fits) return false;
    label = c == '.' ? 0 : label + 1;
    if (label > 63) return false;
    before = c;
  }
  return is_letter_or_digit(domain.back());
}

bool is_local(std::string_view local) {
  constexpr std::string_view also = "!#$%&'*+-/=?^_`{|}~.";
  if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.') return false;
  if (local.find("..") != std::string_view::npos) return false;
  for (char const c : local) {
    if (!is_letter_or_digit(c) && also.find(c) == std::string_view::npos) return false;
  }
  return true;
}

// Of what somebody typed, without control characters.
std::string without_controls(std::string_view text) {
  std::string clean{text};
  for (char& c : clean) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return clean;
}

bool begins_a_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

// Encoded words one below the other, each of whole characters: RFC 2047 5. `used` octets of the first line are taken.
std::string encoded(std::string_view text, std::size_t used) {
  std::string lines;
  std::size_t room = line_longest - used;
  while (!text.empty()) {
    std::size_t const frame = word_begins.size() + word_ends.size();
    std::size_t most = room > frame + 4 ? (room - frame) / 4 * 3 : 3;
    if (most >= text.size()) {
      most = text.size();
    } else {
      while (most > 1 && !begins_a_character(text[most])) --most;
    }
    if (!lines.empty()) lines += "\r\n ";
    lines.append(word_begins).append(base64(text.substr(0, most))).append(word_ends);
    text.remove_prefix(most);
    room = line_longest - 1;
  }
  return lines;
}

std::string mailbox(std::string_view field, std::string_view name, std::string_view address) {
  std::string const clean = without_controls(name);
  if (trimmed(clean).empty()) return fmt::format("{}: <{}>\r\n", field, address);
  return fmt::format("{}: {}\r\n <{}>\r\n", field, encoded(trimmed(clean), field.size() + 2), address);
}

// "Mon, 25 Nov 2024 08:05:00 +0700"
std::string date_time(Instant when) {
  constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  Date const day = local_date(when);
  std::chrono::hh_mm_ss const time{local_time_of_day(when)};
  auto const of_week = std::chrono::weekday{std::chrono::sys_days{day}}.c_encoding();
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0700", days[of_week], static_cast<unsigned>(day.day()),
                     months[static_cast<unsigned>(day.month()) - 1], static_cast<int>(day.year()), time.hours().count(),
                     time.minutes().count(), time.seconds().count());
}

// Every line end of the text as the wire has it.
std::string canonical_text(std::string_view text) {
  std::string lines;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n') continue;
    if (text[i] == '\r' || text[i] == '\n') {
      lines += crlf;
    } else if (static_cast<unsigned char>(text[i]) >= 0x20 || text[i] == '\t') {
      lines += text[i];
    }
  }
  return lines;
}

std::string wrapped(std::string const& base64_text) {
  std::string lines;
  for (std::size_t at = 0; at < base64_text.size(); at += line_longest) {
    lines.append(base64_text, at, line_longest).append(crlf);
  }
  return lines;
}

}  // namespace

bool sendable(std::string_view address) {
  if (address.size() > 254) return false;
  auto const at = address.rfind('@');
  return at != std::string_view::npos && is_local(address.substr(0, at)) && is_domain(address.substr(at + 1));
}

std::string message_id(Handle notice, std::string_view from) {
  auto const at = from.rfind('@');
  return fmt::format("<{}@{}>", hex(notice), at == std::string_view::npos ? "localhost" : from.substr(at + 1));
}

std::string message(Letter const& letter) {
  std::string text;
  text += "Date: " + date_time(letter.written) + "\r\n";
  text += mailbox("From", letter.from_name, letter.from);
  text += mailbox("To", letter.to_name, letter.to);
  text += "Message-ID: " + message_id(letter.notice, letter.from) + "\r\n";
  text += "Subject: " + encoded(without_controls(letter.subject), 9) + "\r\n";
  text += "MIME-Version: 1.0\r\n";
  text += "Content-Type: text/plain; charset=utf-8\r\n";
  text += "Content-Transfer-Encoding: base64\r\n";
  text += "Content-Language: vi\r\n";
  text += "Auto-Submitted: auto-generated\r\n";  // RFC 3834: nobody's absence answers it
  text += crlf;
  text += wrapped(base64(canonical_text(letter.text)));
  return text;
}

}  // namespace congvu::notice
