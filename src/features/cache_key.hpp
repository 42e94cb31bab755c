#pragma once

#include "market/window.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace simrun {

/// What features depend on, in 128 bits: two different windows share a key once in 2^64 pairs of them.
struct cache_key {
  std::uint64_t low = 0;
  std::uint64_t high = 0;

  friend auto operator<=>(const cache_key&, const cache_key&) = default;
};

/// The key of a window: its values bit by bit, its shape, its symbol, and the identity of the model (weights
/// and preparation) whose features are kept. XXH3, 128 bits.
cache_key key_of(const window_view& window, std::uint64_t model_identity);

} // namespace simrun

template <>
struct std::hash<simrun::cache_key> {
  std::size_t operator()(const simrun::cache_key& key) const noexcept { return key.low; }
};
