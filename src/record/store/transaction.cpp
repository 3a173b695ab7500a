// What an act may do in the writer beyond the journal's own acts: remembered answers, and erasing.
#include "base/crypto.h"
#include "record/refusals.h"
#include "record/store/store.h"

namespace congvu::record {
namespace {

std::string bound_to(Digest const& idempotency_key) {
  return "congvu answer v1" + std::string(view_of(idempotency_key));
}

}  // namespace

Expected<std::optional<std::string>> Transaction::recall(std::string_view idempotency_key, Digest const& body) {
  auto const id = sha256(idempotency_key);
  for (auto const& row :
       sql_.rows("SELECT body, key, sealed FROM answers WHERE idempotency_key = ?", Octets{view_of(id)})) {
    if (row.view("body") != view_of(body)) return refuse(codes::key_reused);
    auto const key = journal_.key(row.handle("key"));
    if (!key) return refuse(codes::answer_erased);
    auto const sealed = row.view("sealed");
    auto const nonce = array_of<std::tuple_size_v<Nonce>>(sealed.substr(0, std::tuple_size_v<Nonce>));
    auto answer = nonce ? unseal(*key, *nonce, sealed.substr(nonce->size()), bound_to(id)) : std::nullopt;
    if (!answer) throw Damaged("a remembered answer cannot be unsealed");
    return answer;
  }
  return std::nullopt;
}

Expected<void> Transaction::remember(std::string_view idempotency_key, Digest const& body, std::string_view answer,
                                     Handle key_id) {
  auto const key = journal_.key_or_new(key_id);
  if (!key) return std::unexpected(key.error());
  auto const id = sha256(idempotency_key);
  auto const nonce = randomness_.draw<std::tuple_size_v<Nonce>>();
  auto const sealed = std::string(view_of(nonce)) + seal(*key, nonce, answer, bound_to(id));
  sql_.run("INSERT INTO answers(idempotency_key, body, key, sealed) VALUES (?, ?, ?, ?)", Octets{view_of(id)},
           Octets{view_of(body)}, key_id, Octets{sealed});
  return {};
}

void Transaction::erase(Handle key) {
  journal_.erase(key);
  erased_ = true;
}

}  // namespace congvu::record
