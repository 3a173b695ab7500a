#include "record/journal/signed_note.h"

namespace congvu::record {
namespace {

constexpr char ed25519 = '\x01';  // the signature type of signed-note

std::string typed_key(NoteSigner const& signer) {
  auto const key = public_key_of(signer.seed);
  return ed25519 + std::string{view_of(key)};
}

// The first four octets of the hash of name and key.
std::string key_hash(NoteSigner const& signer) {
  auto const digest = sha256(signer.name + "\n" + typed_key(signer));
  return std::string{view_of(digest).substr(0, 4)};
}

}  // namespace

std::string signed_note(std::string_view text, NoteSigner const& signer) {
  auto const signature = sign(signer.seed, text);
  std::string note{text};
  note += "\n\xE2\x80\x94 " + signer.name + " ";  // an em dash begins a signature line
  note += base64(key_hash(signer) + std::string{view_of(signature)}) + "\n";
  return note;
}

std::string verifier_key(NoteSigner const& signer) {
  return signer.name + "+" + hex(key_hash(signer)) + "+" + base64(typed_key(signer));
}

}  // namespace congvu::record
