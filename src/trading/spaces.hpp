#pragma once

#include "core/random.hpp"
#include "trading/trading_action.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace simrun {

// Spaces as Gymnasium has them: what an observation or an action may be.

/// `n` choices, 0 .. n-1.
struct discrete_space {
  std::uint64_t n = 1;

  bool contains(std::uint64_t x) const noexcept { return x < n; }
};

/// Vectors of 32-bit floats, each value within bounds of its own, which may be infinite.
struct box_space {
  std::vector<float> low;
  std::vector<float> high;

  std::size_t size() const noexcept { return low.size(); }
  /// As long as the bounds, and each value within them; NaN is in no space.
  bool contains(std::span<const float> x) const noexcept;
};

/// For each symbol a kind of trade and a size: a Tuple of (Discrete(3), Box(0, size_max)).
struct trading_action_space {
  std::size_t symbols = 1;
  discrete_space kind{trade_kinds};
  double size_max = 1;

  bool contains(const trading_action& a) const noexcept {
    return kind.contains(static_cast<std::uint64_t>(a.kind)) && a.size >= 0 && a.size <= size_max;
  }
  bool contains(std::span<const trading_action> actions) const noexcept;
  /// Draws kinds and sizes evenly. `actions` has one for each symbol.
  void sample(random_stream& random, std::span<trading_action> actions) const noexcept;
};

} // namespace simrun
