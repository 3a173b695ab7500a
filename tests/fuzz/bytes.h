// What a fuzzer hands in, as text; and the one thing all fuzzers demand besides not breaking.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

inline std::string_view text_of(std::uint8_t const* octets, std::size_t size) {
  return {static_cast<char const*>(static_cast<void const*>(octets)), size};
}

// A promise of the code under test; libFuzzer keeps the input that breaks it.
inline void demand(bool kept) {
  if (!kept) std::abort();
}
