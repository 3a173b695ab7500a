// Preparing, returning, approving and withdrawing an announcement decision, and stating one that was made outside.
#include <algorithm>

#include "agency/procedure/announced_lines.h"
#include "agency/procedure/commands.h"
#include "agency/procedure/procedure.h"

namespace congvu::procedure {

namespace {

constexpr std::string_view prepare_act = "announcement.prepare";
constexpr std::string_view approve_act = "announcement.approve";

Expected<Question> asking(std::string_view act) {
  Question question;
  question.act = act;
  return question;
}

Handle stream_of_announcement(std::string_view id) {
  return handle_of(Announcing::stream, id);
}

bool same(Announcement const& a, Announcement const& b) {
  return canonical(to_json(a)) == canonical(to_json(b));
}

Refusal with_parts(Announcement const& announcement, std::vector<Refusal> faults) {
  Refusal refusal{codes::announcement_faulty, {}, {{"number", announcement.number.value}}};
  refusal.parts = std::move(faults);
  return refusal;
}

// The announcement by its id; with `wanted`, refused where it is not as far as that.
Expected<StandingAnnouncement const*> standing(Catalogue const& catalogue, std::string const& id,
                                               std::optional<Progress> wanted) {
  auto const* found = catalogue.announcement(id);
  if (!found) return refuse(codes::unknown_announcement, "id", {{"id", id}});
  if (wanted && found->progress != *wanted) {
    return refuse(codes::announcement_state, "id",
                  {{"number", found->decision.number.value}, {"state", std::string{name_of(found->progress)}}});
  }
  return found;
}

bool made_by(StandingAnnouncement const& announcement, Actor const& actor) {
  auto const has = [](std::vector<Handle> const& list, Handle wanted) {
    return std::ranges::find(list, wanted) != list.end();
  };
  return has(announcement.makers, actor.person) ||
         (!actor.position.empty() && has(announcement.making_positions, handle_of("position", actor.position)));
}

// What is amended by the facts that change is published as the next version, in the same act.
Events published_by(Announcement const& announcement, Catalogue const& catalogue, Events events) {
  for (auto const& line : announcement.lines) {
    if (!line.changes) continue;
    auto const* before = catalogue.in_force(line.code, previous_day(announcement.in_force));
    auto facts = changed_facts(before->facts(), *line.changes);  // checked: it can be read
    auto event = *before->published;
    event.version = catalogue.versions(line.code)->back()->version + 1;
    event.from = announcement.in_force;
    event.to = std::nullopt;
    event.facts = std::move(*facts);
    event.announced_by = announcement.number.value;
    event.mark = announcement.mark;
    auto const stream = stream_of(line.code);
    events.add(stream, stream, std::move(event));
  }
  return events;
}

}  // namespace

Expected<Question> question(PrepareAnnouncement const&, Context const&, States const&) {
  return asking(prepare_act);
}
Expected<Question> question(ReturnAnnouncement const&, Context const&, States const&) {
  return asking(approve_act);
}
Expected<Question> question(ApproveAnnouncement const&, Context const&, States const&) {
  return asking(approve_act);
}
Expected<Question> question(WithdrawAnnouncement const&, Context const&, States const&) {
  return asking(approve_act);
}
Expected<Question> question(StateAnnouncement const&, Context const&, States const&) {
  return asking("procedure.publish");
}

Decision decide(PrepareAnnouncement const& command, Context const& context, States const& states) {
  auto const& catalogue = states.standing<Catalogue>();
  auto const& announcement = command.announcement;
  auto const id = announcement_id(announcement);
  auto const* earlier = catalogue.announcement(id);
  if (earlier && earlier->progress == Progress::prepared && same(earlier->decision, announcement)) return Events{};
  if (earlier && (earlier->progress == Progress::approved || earlier->progress == Progress::withdrawn)) {
    return refuse(codes::announcement_taken, "announcement.number", {{"number", announcement.number.value}});
  }
  auto faults = faults_of(announcement, catalogue, "announcement.");
  if (auto const today = local_date(context.now); announcement.in_force < today) {
    faults.emplace_back(codes::announcement_past, "announcement.in_force",
                        std::vector<Argument>{{"day", iso(announcement.in_force)}, {"today", iso(today)}});
  }
  if (!faults.empty()) return std::unexpected<Refusal>(with_parts(announcement, std::move(faults)));
  auto const stream = stream_of_announcement(id);
  return Events{}.add(stream, stream, AnnouncementPrepared{id, earlier ? earlier->revision + 1 : 1, announcement});
}

Decision decide(ReturnAnnouncement const& command, Context const&, States const& states) {
  auto const found = standing(states.standing<Catalogue>(), command.id, Progress::prepared);
  if (!found) return std::unexpected<Refusal>(found.error());
  auto const stream = stream_of_announcement(command.id);
  return Events{}.add(stream, stream, AnnouncementReturned{command.id, AnnouncementReturned::Personal{command.reason}});
}

Decision decide(ApproveAnnouncement const& command, Context const& context, States const& states) {
  auto const& catalogue = states.standing<Catalogue>();
  auto const found = standing(catalogue, command.id, Progress::prepared);
  if (!found) return std::unexpected<Refusal>(found.error());
  auto const& announcement = (*found)->decision;
  if ((*found)->revision != command.revision) {
    return refuse(codes::announcement_changed, "revision", {{"number", announcement.number.value}});
  }
  if (made_by(**found, context.actor)) {
    Refusal refusal{codes::announcement_same_person, {}, {{"number", announcement.number.value}}};
    return std::unexpected<Refusal>(std::move(refusal));
  }
  auto faults = faults_of(announcement, catalogue, {});
  if (auto const today = local_date(context.now); announcement.in_force < today) {
    faults.emplace_back(codes::announcement_past, "in_force",
                        std::vector<Argument>{{"day", iso(announcement.in_force)}, {"today", iso(today)}});
  }
  if (!faults.empty()) return std::unexpected<Refusal>(with_parts(announcement, std::move(faults)));
  auto const stream = stream_of_announcement(command.id);
  auto events = Events{}.add(stream, stream, AnnouncementApproved{command.id, command.revision});
  return published_by(announcement, catalogue, std::move(events));
}

Decision decide(WithdrawAnnouncement const& command, Context const& context, States const& states) {
  auto const found = standing(states.standing<Catalogue>(), command.id, std::nullopt);
  if (!found) return std::unexpected<Refusal>(found.error());
  auto const& announcement = (*found)->decision;
  if ((*found)->progress == Progress::withdrawn) {
    return refuse(codes::announcement_state, "id",
                  {{"number", announcement.number.value}, {"state", std::string{name_of(Progress::withdrawn)}}});
  }
  if ((*found)->in_force(local_date(context.now))) {
    return refuse(codes::announcement_acts, "id",
                  {{"number", announcement.number.value}, {"day", iso(announcement.in_force)}});
  }
  auto const stream = stream_of_announcement(command.id);
  return Events{}.add(stream, stream,
                      AnnouncementWithdrawn{command.id, AnnouncementWithdrawn::Personal{command.reason}});
}

Decision decide(StateAnnouncement const& command, Context const&, States const& states) {
  auto const& catalogue = states.standing<Catalogue>();
  auto const& announcement = command.announcement;
  auto const id = announcement_id(announcement);
  if (auto const* earlier = catalogue.announcement(id)) {
    if (same(earlier->decision, announcement)) return Events{};
    return refuse(codes::announcement_taken, "number", {{"number", announcement.number.value}});
  }
  if (auto faults = faults_of(announcement, catalogue, {}); !faults.empty()) {
    return std::unexpected<Refusal>(with_parts(announcement, std::move(faults)));
  }
  auto const stream = stream_of_announcement(id);
  return Events{}.add(stream, stream, AnnouncementStated{id, announcement});
}

}  // namespace congvu::procedure
