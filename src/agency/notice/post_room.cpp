#include "agency/notice/post_room.h"

#include <curl/curl.h>

#include <algorithm>
#include <stdexcept>

#include "base/text.h"

namespace congvu::notice {

namespace {

constexpr std::size_t said_longest = 300;

struct Exchange {
  std::string const& message;
  std::size_t sent = 0;
  std::string said;
  std::stop_token stop;
};

std::size_t read_message(char* into, std::size_t size, std::size_t count, void* of) {
  auto& exchange = *static_cast<Exchange*>(of);
  std::size_t const piece = std::min(size * count, exchange.message.size() - exchange.sent);
  std::copy_n(exchange.message.data() + exchange.sent, piece, into);
  exchange.sent += piece;
  return piece;
}

// The last line in which the server said no, as text that may be shown; its goodbye is not the reason.
std::size_t keep_answer(char* line, std::size_t size, std::size_t count, void* of) {
  auto& exchange = *static_cast<Exchange*>(of);
  std::string_view const whole{line, size * count};
  bool const says_no = !whole.empty() && (whole.front() == '4' || whole.front() == '5');
  if (!says_no) return whole.size();
  std::string kept{trimmed(whole.substr(0, said_longest))};
  for (char& c : kept) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) >= 0x7f) c = '?';
  }
  exchange.said = std::move(kept);
  return whole.size();
}

int go_on(void* of, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Exchange*>(of)->stop.stop_requested() ? 1 : 0;
}

// "Never" is said of this letter or its address. What is wrong with our name, our password or our TLS is mended by an
// administrator, and until then the letter waits.
bool is_final(CURLcode code, long reply) {
  if (reply < 500 || reply > 599) return false;
  bool const ours = reply == 530 || reply == 534 || reply == 535 || reply == 538 || reply == 503;
  return !ours && code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED;
}

class Smtp final : public PostRoom {
 public:
  explicit Smtp(MailServer server) : server_(std::move(server)), curl_(curl_easy_init(), &curl_easy_cleanup) {
    if (!curl_) throw std::runtime_error("curl_easy_init");
    // What libcurl says in EHLO where its address names nothing: the domain that we write from.
    auto const at = server_.from.rfind('@');
    std::string const domain = at == std::string::npos ? "localhost" : server_.from.substr(at + 1);
    url_ = server_.url + (server_.url.find('/', server_.url.find("://") + 3) == std::string::npos ? "/" + domain : "");
  }

  Answer hand_over(Letter const& letter, std::stop_token stop) override {
    std::string const text = message(letter);
    Exchange exchange{text, 0, {}, std::move(stop)};
    std::string const from = "<" + letter.from + ">";
    std::string const to = "<" + letter.to + ">";
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> const receivers{curl_slist_append(nullptr, to.c_str()),
                                                                                &curl_slist_free_all};
    if (!receivers) throw std::bad_alloc{};
    auto* const curl = curl_.get();
    curl_easy_reset(curl);
    set_up(curl);
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, receivers.get());
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, &read_message);
    curl_easy_setopt(curl, CURLOPT_READDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &keep_answer);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &go_on);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &exchange);
    CURLcode const code = curl_easy_perform(curl);
    long reply = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
    if (code == CURLE_OK) return {Outcome::accepted, static_cast<int>(reply), {}};
    std::string said = exchange.said.empty() ? curl_easy_strerror(code) : exchange.said;
    // Where the server's last word was friendly, what went wrong is not in it.
    if (reply < 400) said = curl_easy_strerror(code);
    return {is_final(code, reply) ? Outcome::refused : Outcome::deferred, reply < 400 ? 0 : static_cast<int>(reply),
            std::move(said)};
  }

 private:
  void set_up(CURL* curl) const {
    curl_easy_setopt(curl, CURLOPT_URL, url_.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");  // never by a proxy that the environment names
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(server_.patience.count()));
    bool const may_be_plain = server_.user.empty() && is_loopback(server_.url);
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(may_be_plain ? CURLUSESSL_TRY : CURLUSESSL_ALL));
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    if (!server_.trusted.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server_.trusted.c_str());
    if (server_.user.empty()) return;
    curl_easy_setopt(curl, CURLOPT_USERNAME, server_.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, server_.password.c_str());
  }

  MailServer server_;
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl_;
  std::string url_;
};

}  // namespace

bool is_loopback(std::string_view url) {
  auto const scheme = url.find("://");
  auto host = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find_first_of(":/"));
  if (host == "localhost") return true;
  // 127.0.0.0/8 as four numbers, so that 127.0.0.1.example.org is not taken for this machine
  return host.starts_with("127.") && std::ranges::count(host, '.') == 3 &&
         host.find_first_not_of("0123456789.") == std::string_view::npos;
}

std::unique_ptr<PostRoom> smtp(MailServer server) {
  return std::make_unique<Smtp>(std::move(server));
}

}  // namespace congvu::notice
