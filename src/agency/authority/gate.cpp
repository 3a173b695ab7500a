#include "agency/authority/gate.h"

#include "agency/authority/supervision.h"

namespace congvu::authority {

namespace {

using org::Organisation;

// What the program does on the machine itself, beside what no person may: the pack and the first accounts come in
// before there is anyone to bring them.
bool done_by_installing(std::string_view act) {
  return act == acts::load || act == acts::manage_accounts || act == acts::staff;
}

class Answer {
 public:
  Answer(Actor const& actor, Question const& question, Instant when, States const& states)
      : actor_(actor),
        question_(question),
        day_(local_date(when)),
        states_(states),
        authority_(states.standing<Authority>()),
        organisation_(states.standing<Organisation>()) {}

  Expected<Mandate> give() const {
    if (auto mandate = found()) return std::move(*mandate);
    switch (actor_.nature) {
      case Actor::Nature::system:
        return refuse(codes::persons_act, {}, arguments(who()));
      case Actor::Nature::staff:
        return in_position() ? refused() : not_held();
      case Actor::Nature::citizen:
        return refused();
      case Actor::Nature::anyone:
        break;
    }
    return refuse(codes::sign_in, {}, arguments(who()));
  }

  std::optional<Mandate> found() const {
    if (question_.act == acts::own_account && actor_.account && actor_.account == question_.owner) return Mandate{};
    switch (actor_.nature) {
      case Actor::Nature::system:
        if (systems_own(question_.act, authority_) || done_by_installing(question_.act)) return Mandate{};
        return mandate_of_anyone(question_, day_, authority_);
      case Actor::Nature::staff:
        // Staff are also people with matters of their own; but an act in office is done by office.
        if (auto in_office = by_position()) return in_office;
        return mandate_of_account(actor_.account, question_, day_, authority_);
      case Actor::Nature::citizen:
        return mandate_of_account(actor_.account, question_, day_, authority_);
      case Actor::Nature::anyone:
        break;
    }
    return mandate_of_anyone(question_, day_, authority_);
  }

 private:
  org::Position const* in_position() const {
    auto const* position = organisation_.position_on(actor_.position, day_);
    return position && organisation_.holds(actor_.person, actor_.position, day_) ? position : nullptr;
  }

  std::optional<Mandate> by_position() const {
    auto const* position = in_position();
    if (!position) return std::nullopt;
    auto mandate = mandate_of(*position, question_, day_, authority_, organisation_);
    return mandate && position->kind == org::PositionKind::supervisor ? within_bounds() : mandate;
  }

  // The matrix says that supervisors may read; which of them how far, the decision by which they look. What was lent to
  // one gives no more.
  std::optional<Mandate> within_bounds() const {
    if (!reads_only(question_.act)) return std::nullopt;
    auto const* given = taking_in(question_, actor_.position, day_, states_.standing<Supervisions>(), organisation_);
    if (!given) return std::nullopt;
    return Mandate{given->index, given->what.article, {}, {}};
  }

  std::unexpected<Refusal> not_held() const {
    auto values = arguments(who());
    values.push_back({"position", actor_.position});
    values.push_back({"date", vietnamese(day_)});
    return refuse(codes::not_held, {}, std::move(values));
  }

  std::unexpected<Refusal> refused() const {
    if (systems_own(question_.act, authority_)) return refuse(codes::systems_own, {}, arguments({}));
    auto const able = who();
    if (!able.empty()) return refuse(codes::not_yours, {}, arguments(able));
    Question mine = question_;
    mine.owner = actor_.account;
    bool const its_owner_could = mandate_of_account(actor_.account, mine, day_, authority_).has_value();
    return refuse(its_owner_could ? codes::owner_only : codes::nobody_now, {}, arguments({}));
  }

  std::vector<Able> who() const { return who_may(question_, day_, states_); }

  std::vector<Argument> arguments(std::vector<Able> const& able) const {
    return {{"act", question_.act}, {"who", titles(able, day_, organisation_)}};
  }

  Actor const& actor_;
  Question const& question_;
  Date day_;
  States const& states_;
  Authority const& authority_;
  Organisation const& organisation_;
};

}  // namespace

Expected<Mandate> AuthorityGate::ask(Actor const& actor, Question const& question, Instant when,
                                     States const& states) const {
  return Answer{actor, question, when, states}.give();
}

std::optional<Mandate> mandate_for(Actor const& actor, Question const& question, Instant when, States const& states) {
  return Answer{actor, question, when, states}.found();
}

}  // namespace congvu::authority
