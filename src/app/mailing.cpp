#include "app/mailing.h"

#include <spdlog/spdlog.h>

#include <fstream>
#include <mutex>

#include "base/text.h"

namespace congvu::app {

namespace {

// The first line; what an editor puts after it is no password.
Expected<std::string> password_in(std::string const& file) {
  std::ifstream stream{file};
  std::string line;
  if (!std::getline(stream, line)) return refuse(codes::no_file, "mail.password_file", {{"path", file}});
  return std::string{trimmed(line)};
}

Expected<notice::MailServer> mail_server(Settings const& settings) {
  notice::MailServer server{.url = settings.mail->server,
                            .from = settings.mail->from.value,
                            .user = settings.mail->user.value_or(""),
                            .password = {},
                            .trusted = settings.mail->trusted.value_or("")};
  if (!settings.mail->password_file) return server;
  auto password = password_in(*settings.mail->password_file);
  if (!password) return std::unexpected<Refusal>(password.error());
  server.password = std::move(*password);
  return server;
}

}  // namespace

Expected<notice::SendingPlan> sending_plan(Program& program, Settings const& settings, std::string agency) {
  notice::SendingPlan plan;
  plan.sample = program.origin().sample;
  plan.address = settings.address.value_or("");
  plan.from_name = std::move(agency);
  bool const leaves_nothing = plan.sample && !(settings.mail && notice::is_loopback(settings.mail->server));
  if (leaves_nothing) {
    plan.mail = notice::Mail::sample;
    if (settings.mail) spdlog::warn("a sample record sends to a mail server on loopback only; no letter leaves it");
    return plan;
  }
  if (!settings.mail) {
    spdlog::warn("no mail server is named in the settings: notices wait, nobody is told by e-mail");
    return plan;
  }
  plan.mail = notice::Mail::on;
  plan.from = settings.mail->from.value;
  auto server = mail_server(settings);
  if (!server) return std::unexpected<Refusal>(server.error());
  plan.post_room = notice::smtp(std::move(*server));
  return plan;
}

identity::CodeMail code_mail(Program& program, notice::SendingPlan const& plan, Settings const& settings) {
  if (plan.mail != notice::Mail::on) return {};
  auto server = mail_server(settings);
  if (!server) return {};
  server->patience = seconds{10};  // somebody waits for the page
  struct Counter {
    std::mutex one_at_a_time;
    std::unique_ptr<notice::PostRoom> post_room;
  };
  auto const counter = std::make_shared<Counter>();
  counter->post_room = notice::smtp(std::move(*server));
  return [&program, counter, from = plan.from,
          from_name = plan.from_name](identity::CodeLetter const& letter) -> Expected<void> {
    Refusal const not_mailed{identity::codes::code_not_mailed, "email", {{"to", letter.to}}};
    if (!notice::sendable(letter.to)) return std::unexpected<Refusal>(not_mailed);
    std::lock_guard const lock{counter->one_at_a_time};
    auto const answer = counter->post_room->hand_over({.notice = fresh_handle(program.randomness()),
                                                       .written = program.clock().now(),
                                                       .from = from,
                                                       .from_name = from_name,
                                                       .to = letter.to,
                                                       .to_name = letter.to_name,
                                                       .subject = letter.subject,
                                                       .text = letter.text},
                                                      {});
    if (answer.outcome == notice::Outcome::accepted) return {};
    spdlog::warn("a letter with a one-time code was not taken: {} {}", answer.reply, answer.said);
    return std::unexpected<Refusal>(not_mailed);
  };
}

}  // namespace congvu::app
