#pragma once

#include "core/random.hpp"
#include "core/request.hpp"
#include "load/window_mix.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace simrun {

/// Which window each request asks for: a length by weight, then a window of that length.
///
/// As a feed brings them, windows walk through the history in order: the first of each symbol, then the
/// second of each; a symbol that is at its end begins again, and every length walks by itself. By Zipf's law,
/// symbols are popular in their order, and windows of a symbol from the newest to the oldest. Either way,
/// with probability `repeat_ratio` a request asks instead for one of the last windows asked, all of them
/// equally likely: that is what a cache can answer.
class request_mix {
public:
  /// How many windows back a repeat may reach, counted in different windows.
  static constexpr std::size_t recent_max = 64;

  /// `windows[i][s]` is how many windows of the mix's i-th length symbol s has: bars - length + 1. At least
  /// one symbol, as many for each length, at least one window each.
  /// `feed_from`, in [0, 1), says how far into the history a feed begins.
  request_mix(const window_mix& mix, std::vector<std::vector<std::uint32_t>> windows, random_stream random,
              random_stream sizes, double feed_from = 0);

  window_id next();

private:
  window_id fresh() noexcept;
  std::size_t draw_size() noexcept;
  window_id next_of_feed(std::size_t size) noexcept;
  window_id popular_one(std::size_t size) noexcept;
  void remember(const window_id& window);

  window_mix mix_;
  double weight_sum_ = 0;
  std::vector<std::vector<std::uint32_t>> windows_;
  random_stream random_;
  random_stream sizes_;
  std::vector<std::uint64_t> fresh_counts_; ///< of each length
  std::vector<window_id> recent_;           ///< a ring once it is full
  std::size_t oldest_ = 0;
};

} // namespace simrun
