// What the log says to the world is a signed note: lines of text, an empty line, and a line with the signer's name and
// signature. The format is C2SP's signed-note, so that other people's tools verify it; the signature is Ed25519.
// Pure: the key is handed in.
#pragma once

#include <string>
#include <string_view>

#include "base/crypto.h"

namespace congvu::record {

// Who signs: a name without white space or plus, and the seed of its key.
struct NoteSigner {
  std::string name;
  SecretKey seed;
};

// The note: `text`, which ends with a line feed, and its signature.
std::string signed_note(std::string_view text, NoteSigner const&);

// What a verifier is given: "name+hash+key", as signed-note writes it.
std::string verifier_key(NoteSigner const&);

}  // namespace congvu::record
