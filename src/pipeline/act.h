// How an act is spoken of, as values: who asks (Actor), what was asked (a Command), what is known while deciding
// (Context, States), what was decided (a Decision: events, or a refusal), and who may (Gate). Rooms decide with these
// and nothing else; loading, appending and answering are the machinery's, in the headers beside this one.
// ARCHITECTURE.md section 3.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <typeindex>
#include <vector>

#include "base/described.h"
#include "base/handle.h"
#include "base/instant.h"
#include "base/refusal.h"

namespace congvu {

// Who asks. A person acts from one position at a time; a citizen and the system act from none.
struct Actor {
  enum class Nature { anyone, citizen, staff, system };
  Nature nature = Nature::anyone;
  Handle account;
  Handle person;         // in the record only inside the personal part
  std::string position;  // its code in the organisation, "CV-QLT-01"; empty when none
};

// What the Gate found: by which authority the act is done. Its index is that of the event that gave it.
struct Mandate {
  std::optional<std::uint64_t> authority_index;
  std::string source;     // "QĐ 57/QĐ-SGDĐT, Điều 3", or empty where the law leaves the act open to anyone
  std::string on_behalf;  // position whose power is used, when by delegation or substitution
  std::string manner;     // closed list of NĐ 30/2020 art. 13: "", "KT.", "TL.", "TUQ.", "TM.", "Q."
};

// What is asked of the Gate: an act, and what it concerns. Empty fields are not asked about.
struct Question {
  std::string act;            // "dossier.sign"
  std::string procedure;      // code of the procedure concerned
  std::string unit;           // code of the unit whose work it is
  std::string holder;         // position that holds the duty; "" while it lies in the unit's pool
  std::string candidates;     // who the drawn step names: "officer@QLT"
  Handle owner;               // account of the citizen whose matter it is
  std::optional<Date> filed;  // the day on which the matter came in
};

// State at this moment of the fold: read-only, by stream or as a standing value of the whole record.
class States {
 public:
  virtual ~States() = default;
  // The state of one stream; a default-constructed one (version 0) where nothing has happened yet.
  template <class State>
  State const& load(Handle stream) const {
    return *static_cast<State const*>(find(typeid(State), stream));
  }
  template <class State>
  std::uint64_t version(Handle stream) const {
    return version_of(typeid(State), stream);
  }
  // A value folded from the whole record in order: the organisation, the authority matrix, the catalogue.
  template <class Value>
  Value const& standing() const {
    return *static_cast<Value const*>(find_standing(typeid(Value)));
  }

 protected:
  virtual void const* find(std::type_index, Handle) const = 0;
  virtual std::uint64_t version_of(std::type_index, Handle) const = 0;
  virtual void const* find_standing(std::type_index) const = 0;
};

class Gate {
 public:
  virtual ~Gate() = default;
  // The mandate, or a refusal of Kind::forbidden whose argument `who` names the positions that may.
  virtual Expected<Mandate> ask(Actor const&, Question const&, Instant when, States const&) const = 0;
};

// What deciding may know besides state. Two runs with the same Context decide the same.
struct Context {
  Instant now;      // recorded time: the server's, never earlier than the last recorded one
  Instant claimed;  // when it happened, where an act is entered late on a ground; else `now`
  Actor actor;
  Mandate mandate;
  std::array<std::uint8_t, 32> seed{};  // from which fresh handles and secrets are drawn

  // The n-th fresh random handle of this act, the same each time it is asked for.
  Handle fresh_handle(unsigned n) const;
  // `length` characters of the alphabet, drawn for `purpose`.
  std::string fresh_code(std::string_view alphabet, std::size_t length, std::string_view purpose) const;
};

// Where an event stands in the record, known once it is appended; apply, react and projections get it.
struct Recorded {
  std::uint64_t index = 0;
  Handle stream;
  std::uint64_t version = 0;
  Handle subject;
  Instant claimed;
  Instant recorded;
  Handle position;               // handle_of("position", code); zeros when none
  std::optional<Handle> person;  // absent once erased
  std::optional<std::uint64_t> authority_index;
};

// One kind of event. `skeleton` is every described field but `personal`; an event with personal data has a member
// `std::optional<Personal> personal`, absent once erased.
struct EventKind {
  std::string_view name;  // "dossier.filed"
  json::value (*skeleton)(void const*);
  std::optional<json::value> (*personal)(void const*);
  Expected<std::shared_ptr<void const>> (*read)(json::value const& skeleton, json::value const* personal);
  std::type_index type;
};

namespace events {

template <class E>
concept HasPersonal = requires(E e) { e.personal.has_value(); };

template <class E>
json::value skeleton(void const* event) {
  auto value = to_json(*static_cast<E const*>(event));
  value.as_object().erase("personal");
  return value;
}

template <class E>
std::optional<json::value> personal([[maybe_unused]] void const* event) {
  if constexpr (HasPersonal<E>) {
    auto const& part = static_cast<E const*>(event)->personal;
    if (part) return to_json(*part);
  }
  return std::nullopt;
}

template <class E>
Expected<std::shared_ptr<void const>> read(json::value const& skeleton, [[maybe_unused]] json::value const* personal) {
  auto event = from_json<E>(skeleton, Unknown::passed_over);
  if (!event) return std::unexpected<Refusal>(event.error());
  if constexpr (HasPersonal<E>) {
    if (personal) {
      auto part = from_json<typename E::Personal>(*personal, Unknown::passed_over);
      if (!part) return std::unexpected<Refusal>(part.error());
      event->personal = std::move(*part);
    }
  }
  return std::make_shared<E const>(std::move(*event));
}

template <class E>
EventKind const& kind_of() {
  static EventKind const kind{E::name, &skeleton<E>, &personal<E>, &read<E>, typeid(E)};
  return kind;
}

}  // namespace events

// An event decided and not yet recorded.
struct NewEvent {
  EventKind const* kind;
  Handle stream;
  Handle subject;  // under whose key the personal part lies: the dossier, or the person
  std::shared_ptr<void const> event;
  std::optional<std::uint64_t> procedure_index;  // index of the procedure version that it was decided under
};

struct Events {
  std::vector<NewEvent> list;

  template <class E>
  Events& add(Handle stream, Handle subject, E event, std::optional<std::uint64_t> procedure_index = {}) {
    list.push_back(
        {&events::kind_of<E>(), stream, subject, std::make_shared<E const>(std::move(event)), procedure_index});
    return *this;
  }
  Events& join(Events other) {
    for (auto& event : other.list) list.push_back(std::move(event));
    return *this;
  }
};

// What was decided. No events and no refusal means: already so, nothing to do.
using Decision = Expected<Events>;

// A handle that follows from a name, for streams that one finds by name: a register of a year, a procedure's code.
Handle handle_of(std::string_view kind, std::string_view code);

}  // namespace congvu
