#pragma once

#include "core/random.hpp"
#include "core/request.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace simrun {

/// Which window each request asks for. Fresh ones walk through the history in order, as a live feed would
/// bring them: the first window of each symbol, then the second of each; a symbol that is at its end begins
/// again. With probability `repeat_ratio` a request asks instead for one of the last windows asked, all of
/// them equally likely: that is what a cache can answer.
class request_mix {
public:
  /// How many windows back a repeat may reach, counted in different windows.
  static constexpr std::size_t recent_max = 64;

  /// `windows_per_symbol[s]` is how many windows of `length` bars symbol s has: bars - length + 1. At least
  /// one symbol, at least one window each.
  request_mix(std::vector<std::uint32_t> windows_per_symbol, std::uint32_t length, double repeat_ratio,
              random_stream random);

  window_id next();

private:
  window_id fresh() noexcept;
  void remember(const window_id& window);

  std::vector<std::uint32_t> windows_per_symbol_;
  std::uint32_t length_;
  double repeat_ratio_;
  random_stream random_;
  std::uint64_t fresh_count_ = 0;
  std::vector<window_id> recent_; ///< a ring once it is full
  std::size_t oldest_ = 0;
};

} // namespace simrun
