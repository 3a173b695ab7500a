#include "app/mailing.h"

#include <spdlog/spdlog.h>

#include <fstream>

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
  notice::MailServer server{.url = settings.mail->server,
                            .from = plan.from,
                            .user = settings.mail->user.value_or(""),
                            .password = {},
                            .trusted = settings.mail->trusted.value_or("")};
  if (settings.mail->password_file) {
    auto password = password_in(*settings.mail->password_file);
    if (!password) return std::unexpected<Refusal>(password.error());
    server.password = std::move(*password);
  }
  plan.post_room = notice::smtp(std::move(server));
  return plan;
}

}  // namespace congvu::app
