#include "agency/extract/extract.h"

namespace congvu::extract {

void apply(Extract& extract, ExtractTaken const& event, Recorded const&) {
  extract.taken = event;
}

Expected<Question> question(TakeExtract const& command, Context const& context, States const&) {
  Question question;
  question.act = command.act;
  // A citizen's lists are of their own matters
  if (context.actor.nature == Actor::Nature::citizen) question.owner = context.actor.account;
  return question;
}

Decision decide(TakeExtract const& command, Context const& context, States const&) {
  ExtractTaken taken{command.table, command.act, command.format, command.rows, {}};
  if (!command.filter.value.empty()) taken.personal.emplace().filter = command.filter;
  return Events{}.add(context.fresh_handle(0), context.actor.person, std::move(taken));
}

}  // namespace congvu::extract
