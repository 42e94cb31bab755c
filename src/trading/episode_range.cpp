#include "trading/episode_range.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

result<episode_range> range_of(const reset_options& options, std::uint32_t lookback, std::uint32_t bars,
                               random_stream& random) {
  const auto fail_with = [](std::string message) { return fail(error_code::bad_input, std::move(message)); };
  if (options.start_bar && options.random_start)
    return fail_with("an episode starts at start_bar or at random; give one of them");
  if (options.steps_max == 0U)
    return fail_with("steps_max must be at least 1");

  const auto first = lookback - 1;
  const auto last = bars - 2;
  auto start = options.start_bar.value_or(first);
  if (start < first || start > last)
    return fail_with(
        fmt::format("an episode can't start at bar {}: with a lookback window of {} and {} bars it "
                    "may start at bars {} to {}",
                    start, lookback, bars, first, last));
  if (options.random_start) {
    // Room for all the steps it may have, as far as there is.
    const auto starts = last - first + 1;
    const auto steps = std::min(options.steps_max.value_or(1), starts);
    start += static_cast<std::uint32_t>(random.below(starts - steps + 1));
  }
  const auto steps_left = bars - 1 - start;
  return episode_range{start, start + std::min(options.steps_max.value_or(steps_left), steps_left)};
}

} // namespace simrun
