#include "pipeline/origin.h"

namespace congvu::origin {

void apply(Origin& origin, RecordBegun const& event, Recorded const&) {
  origin.begun = true;
  origin.sample = event.sample;
  origin.seed = event.seed.value_or("");
  origin.pack = event.pack;
  origin.agency = event.agency.value_or("");
  origin.log = event.log.value_or("");
}

Handle stream_of_record() {
  return handle_of("record", "origin");
}

Expected<Question> question(BeginRecord const&, Context const&, States const&) {
  return Question{.act = "record.begin", .procedure = {}, .unit = {}, .holder = {}, .candidates = {}, .owner = {}};
}

Decision decide(BeginRecord const& command, Context const&, States const& states) {
  if (states.load<Origin>(stream_of_record()).begun) return refuse(codes::already_begun);
  return Events{}.add(stream_of_record(), Handle{},
                      RecordBegun{command.sample, command.seed, command.pack, command.agency, command.log});
}

}  // namespace congvu::origin
