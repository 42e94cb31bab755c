#pragma once

#include <cstdint>
#include <vector>

namespace simrun {

enum class window_popularity { feed, zipf };

/// A length of window, and its part of the requests against the others' weights.
struct window_size {
  std::uint32_t bars = 60;
  double weight = 1;

  friend bool operator==(const window_size&, const window_size&) = default;
};

/// Which windows requests ask for: the `[load]` of a scenario beside when.
struct window_mix {
  window_popularity popularity = window_popularity::feed;
  double zipf_exponent = 1;         ///< zipf: of symbols and of windows
  double repeat_ratio = 0;          ///< share of requests for a window asked before
  std::vector<window_size> sizes{}; ///< in a scenario, none: all as long as the market says
};

} // namespace simrun
