#pragma once

#include "core/random.hpp"
#include "core/result.hpp"
#include "trading/episode.hpp"

#include <cstdint>

namespace simrun {

/// The bars that an episode stands at, from the reset to its truncation.
struct episode_range {
  std::uint32_t first_bar = 0;
  std::uint32_t last_bar = 0;
};

/// Where episodes with these options run in a market of `bars` bars, more than the lookback window has. Draws
/// from `random` only for a random start. The error is bad_input for options that contradict each other, or
/// a start without a window before it or a bar to step to.
result<episode_range> range_of(const reset_options& options, std::uint32_t lookback, std::uint32_t bars,
                               random_stream& random);

} // namespace simrun
