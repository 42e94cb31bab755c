#pragma once

#include "core/result.hpp"
#include "features/calibration/empirical_distribution.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace simrun {

/// The time of a whole batch of so many windows.
struct batch_times {
  std::uint32_t batch = 0;
  empirical_distribution times;
};

/// What was measured with windows of one length, on one thread, warm.
struct window_calibration {
  std::uint32_t window = 0;            ///< bars
  std::vector<batch_times> extraction; ///< ascending sizes, the first is 1; each after others of its size
  duration pause{};                    ///< how long the thread slept before each sample of the next
  empirical_distribution after_pause;  ///< one window: processor and caches have to warm up again
  duration warm_up{};                  ///< so much extraction later all is as before the pause
  empirical_distribution fallback;     ///< one window
  empirical_distribution cache_hit;    ///< the key of a window and the lookup
};

/// What a request takes beside the extraction, through the actors of an uncontended run on the real clock.
struct path_calibration {
  empirical_distribution extracted;  ///< from due to outcome without the extraction, no cache
  empirical_distribution cached;     ///< from due to outcome, answered by the cache
  empirical_distribution turnaround; ///< what a worker that has more to do waits between two batches
};

/// How fast the extractor is on a machine.
struct calibration {
  std::string measured_at; ///< UTC, ISO 8601
  std::vector<std::pair<std::string, std::string>> machine;
  std::string weights; ///< the file, or what stood in for one
  std::vector<window_calibration> windows;
  empirical_distribution cold_start; ///< from nothing to the first features, weights read included
  path_calibration path;
};

/// None where windows of that length were not measured.
const window_calibration* find_window(const calibration& c, std::uint32_t window) noexcept;

/// "60 and 120": the lengths that were measured.
std::string windows_in(const calibration& c);

/// The time of a batch: one draw from the distributions of the measured sizes on both sides, at the same
/// rank, on the line between them. What is larger than the largest measured size runs as several batches,
/// as it does in the extractor. A worker that is `cold` (0 to 1, see worker_warmth) takes longer by that
/// share of what the pause cost a single window.
duration draw_batch(const window_calibration& w, std::size_t batch, double cold,
                    random_stream& random) noexcept;

} // namespace simrun
