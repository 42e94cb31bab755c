#pragma once

#include "features/calibration/calibration.hpp"
#include "features/feature_extractor_factory.hpp"
#include "market/market_data.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace simrun {

/// Tells the time. Steady, and fine enough for a microsecond.
using stopwatch = std::function<time_point()>;

struct service_measurement {
  std::vector<std::uint32_t> windows{60};
  /// Ascending, the first is 1. Powers of two and one more than each: an extractor that pads batches to
  /// powers of two takes a step there, and between two steps the times lie on a line.
  std::vector<std::uint32_t> batches{1, 2, 3, 4, 5, 8, 9, 16};
  duration time = std::chrono::seconds(12); ///< for all of it, met roughly
};

/// Measures extraction, fallback and cache hits in the thread that calls: warm, and in turn, so that
/// whatever slows the machine down for a while hits every case alike. The first symbol of the market has at
/// least as many windows of each length as the largest batch. The error is that of the extractors.
result<std::vector<window_calibration>> measure_service_times(const feature_extractor_factory& factory,
                                                              const market_data& market,
                                                              const service_measurement& what,
                                                              const stopwatch& now);

/// The time from nothing to the first features, `times` times: weights read (or drawn, without a file),
/// packed, and a first extraction. Only the first of a process is from nothing: the compute library keeps
/// what it has made, and the next take half as long.
result<empirical_distribution> measure_cold_start(const feature_extraction_config& config,
                                                  const market_data& market, unsigned times,
                                                  const stopwatch& now);

} // namespace simrun
