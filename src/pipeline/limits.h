// Limits of the machinery, each with its reason.
#pragma once

#include <cstddef>

namespace congvu::limits {

inline constexpr unsigned reaction_depth = 8;         // deeper is a circle of rooms answering each other
inline constexpr std::size_t events_of_an_act = 500;  // loading a pack's organisation is the largest honest act
inline constexpr std::size_t states_kept = 20'000;    // folded streams the writer keeps; about 60 MB of dossiers
inline constexpr std::size_t replay_batch = 2'000;    // events read at once when folding the whole record
inline constexpr std::size_t filling_batch = 20'000;  // events shown in one commit when views are filled anew
inline constexpr std::size_t outline_batch = 20'000;  // entries glanced at when the program starts
inline constexpr std::size_t timers_at_once = 200;    // so that people's acts are let in between
inline constexpr std::size_t errands_at_once = 20;    // so that one that takes long keeps few others waiting unseen

}  // namespace congvu::limits
