#include "record/journal/journal.h"

#include <fmt/format.h>

#include <unordered_map>

#include "base/crypto.h"
#include "record/journal/sealing.h"
#include "record/limits.h"
#include "record/refusals.h"

namespace congvu::record {
namespace {

Expected<void> fit_to_record(NewEntry const& entry) {
  if (!valid_event_type(entry.type)) {
    return refuse(codes::bad_event_type, {}, {{"type", std::string(entry.type.substr(0, limits::event_type))}});
  }
  if (entry.skeleton.size() > limits::payload || (entry.personal && entry.personal->size() > limits::payload)) {
    return refuse(codes::too_large, std::string(entry.type), {{"limit", std::to_string(limits::payload)}});
  }
  return {};
}

}  // namespace

Journal::Journal(Rows& rows, WrappingKey const& wrapping, Randomness& randomness)
    : rows_(rows), wrapping_(wrapping), randomness_(randomness) {}

Expected<Appended> Journal::append(NewEntry const& given) {
  if (auto fit = fit_to_record(given); !fit) return std::unexpected(fit.error());
  auto const head = rows_.head(given.stream);
  if (head.version != given.expected_version) {
    return refuse(codes::conflict, hex(given.stream),
                  {{"expected", std::to_string(given.expected_version)}, {"actual", std::to_string(head.version)}});
  }
  Entry entry{.type = std::string(given.type),
              .stream = given.stream,
              .version = head.version + 1,
              .subject = given.subject,
              .claimed = given.claimed,
              .recorded = given.recorded,
              .position = given.position,
              .authority = given.authority,
              .procedure = given.procedure,
              .previous = head.leaf_hash};
  auto const salt = randomness_.draw<32>();
  entry.skeleton = commitment(salt, given.skeleton);

  Row row{.index = rows_.size(), .stream = given.stream, .version = entry.version};
  if (given.personal) {
    auto const key = key_or_new(given.key);
    if (!key) return std::unexpected(key.error());
    Opening const opening{randomness_.draw<32>(), std::string(*given.personal)};
    entry.personal = commitment(opening.salt, opening.payload);
    row.key = given.key;
    auto const nonce = randomness_.draw<std::tuple_size_v<Nonce>>();
    row.sealed = seal_opening(*key, nonce, opening, sealed_for(entry.stream, entry.version, entry.type));
  }
  row.entry = entry_bytes(entry);
  auto const leaf = leaf_hash(row.entry);
  row.leaf_hash = view_of(leaf);
  row.skeleton = given.skeleton;
  row.skeleton_salt = view_of(salt);
  rows_.insert(row);
  return Appended{row.index, entry.version, leaf};
}

Head Journal::head(Handle stream) {
  return rows_.head(stream);
}

Index Journal::size() {
  return rows_.size();
}

void Journal::erase(Handle key) {
  rows_.destroy_key(key);
}

Expected<SecretKey> Journal::key_or_new(Handle id) {
  if (auto const wrapped = rows_.wrapped_key(id)) {
    if (wrapped->empty()) return refuse(codes::subject_erased, hex(id));
    if (auto key = wrapping_.unwrap(*wrapped, id)) return *key;
    throw Damaged(fmt::format("the key {} cannot be unwrapped", hex(id)));
  }
  SecretKey const fresh{randomness_.draw<32>()};
  rows_.insert_key(id, wrapping_.wrap(fresh, id, randomness_));
  return fresh;
}

std::optional<SecretKey> Journal::key(Handle id) {
  auto const wrapped = rows_.wrapped_key(id);
  if (!wrapped || wrapped->empty()) return std::nullopt;
  auto key = wrapping_.unwrap(*wrapped, id);
  if (!key) throw Damaged(fmt::format("the key {} cannot be unwrapped", hex(id)));
  return key;
}

// Events of one stream lie under one key: it is looked up and unwrapped once.
Journal::LastKey const& Journal::remembered(Handle id, LastKey& last) {
  if (last.id != id || !last.wrapped) {
    last = {id, rows_.wrapped_key(id), std::nullopt};
    if (last.wrapped && !last.wrapped->empty()) last.key = wrapping_.unwrap(*last.wrapped, id);
  }
  return last;
}

// Everything that can be said of a row by itself; fills `out`. The word is what is wrong.
std::optional<std::string> Journal::check(Row const& row, Stored& out, LastKey& last) {
  auto entry = read_entry(row.entry);
  if (!entry) return "the entry is not of the format";
  out.index = row.index;
  out.leaf_hash = leaf_hash(row.entry);
  if (view_of(out.leaf_hash) != row.leaf_hash) return "the entry is not the one that was hashed";
  if (entry->stream != row.stream || entry->version != row.version) return "stored under another stream or version";
  auto const salt = array_of<32>(row.skeleton_salt);
  if (!salt || commitment(*salt, row.skeleton) != entry->skeleton) return "the skeleton is not the one committed to";
  bool const has_personal = entry->personal != Digest{};
  if (has_personal != !row.sealed.empty()) return "the personal part is there and not committed to, or the reverse";
  if (has_personal) {
    auto const& known = remembered(row.key, last);
    if (!known.wrapped) return "the key of the personal part is lost";
    out.erased = known.wrapped->empty();
    if (!out.erased) {
      if (!known.key) return "the key of the personal part cannot be unwrapped";
      auto opening = unseal_opening(*known.key, row.sealed, sealed_for(row.stream, row.version, entry->type));
      if (!opening) return "the personal part cannot be unsealed";
      if (commitment(opening->salt, opening->payload) != entry->personal) {
        return "the personal part is not the one committed to";
      }
      out.personal = std::move(opening->payload);
    }
  } else if (!row.key.none()) {
    return "a key is named and there is no personal part";
  }
  out.entry = std::move(*entry);
  out.key = row.key;
  out.skeleton = row.skeleton;
  return std::nullopt;
}

std::vector<Stored> Journal::checked(std::vector<Row> rows) {
  std::vector<Stored> events;
  events.reserve(rows.size());
  LastKey last;
  for (auto const& row : rows) {
    auto const fault = check(row, events.emplace_back(), last);
    if (fault) throw Damaged(fmt::format("event {}: {}", row.index, *fault));
  }
  return events;
}

std::vector<Stored> Journal::stream(Handle stream, std::uint64_t from_version) {
  auto events = checked(rows_.stream(stream, from_version));
  for (std::size_t i = 0; i < events.size(); ++i) {
    bool const follows =
        events[i].entry.version == from_version + i && (i == 0 || events[i].entry.previous == events[i - 1].leaf_hash);
    if (!follows) throw Damaged(fmt::format("event {}: does not follow the one before it", events[i].index));
  }
  return events;
}

std::vector<Stored> Journal::all(Index from, std::size_t limit) {
  return checked(rows_.all(from, limit));
}

std::vector<Outline> Journal::outlines(Index from, std::size_t limit) {
  std::vector<Outline> outlines;
  for (auto const& row : rows_.entries(from, limit)) {
    auto entry = read_entry(row.entry);
    if (!entry) throw Damaged(fmt::format("event {} is no entry of a known format", row.index));
    outlines.push_back({row.index, std::move(*entry)});
  }
  return outlines;
}

std::vector<Fault> Journal::verify() {
  std::vector<Fault> faults;
  std::unordered_map<Handle, Head> heads;
  LastKey last;
  Index expected = 0;
  for (auto rows = rows_.all(0, limits::page_of_events); !rows.empty();
       rows = rows_.all(expected, limits::page_of_events)) {
    for (auto const& row : rows) {
      if (row.index != expected) faults.push_back({expected, fmt::format("missing, up to event {}", row.index)});
      expected = row.index + 1;
      Stored event;
      if (auto fault = check(row, event, last)) {
        faults.push_back({row.index, std::move(*fault)});
        continue;
      }
      auto& head = heads[row.stream];
      if (event.entry.version != head.version + 1 || event.entry.previous != head.leaf_hash) {
        faults.push_back({row.index, "does not follow the one before it in its stream"});
      }
      head = {event.entry.version, event.leaf_hash};
    }
  }
  return faults;
}

}  // namespace congvu::record
