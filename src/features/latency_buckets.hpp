#pragma once

#include "core/time.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace simrun::latency_buckets {

// Log-linear buckets of nanoseconds: each power of two is cut into 64 equal parts, and below 128 ns each
// nanosecond has its own. The middle of a bucket is within 1/128 (0.8 %) of everything in it.

inline constexpr int part_bits = 6;
inline constexpr std::uint64_t parts = std::uint64_t{1} << part_bits;

/// 2^38 ns, 275 s: what is longer counts as that long.
inline constexpr int longest_bits = 38;

inline constexpr std::size_t count = (longest_bits - part_bits + 1) * parts;

constexpr std::size_t index_of(duration latency) noexcept {
  constexpr auto longest = (std::uint64_t{1} << longest_bits) - 1;
  const auto ns = std::min(static_cast<std::uint64_t>(std::max<duration::rep>(latency.count(), 0)), longest);
  if (ns < 2 * parts)
    return static_cast<std::size_t>(ns);
  const int shift = static_cast<int>(std::bit_width(ns)) - part_bits - 1;
  return static_cast<std::size_t>(static_cast<std::uint64_t>(shift) * parts + (ns >> shift));
}

constexpr duration middle_of(std::size_t index) noexcept {
  if (index < 2 * parts)
    return duration(index);
  const auto shift = index / parts - 1;
  const auto low = (index - shift * parts) << shift;
  return duration(low + ((std::uint64_t{1} << shift) >> 1));
}

} // namespace simrun::latency_buckets
