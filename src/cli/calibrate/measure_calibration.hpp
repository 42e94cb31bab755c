#pragma once

#include "features/calibration/calibration.hpp"
#include "features/feature_extractor_factory.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

struct calibration_order {
  feature_extraction_config extraction{}; ///< the weights; its window is the one of the cold start
  std::vector<std::uint32_t> windows{60};
  duration time = std::chrono::seconds(16);
};

/// Measures everything a calibration holds. Takes about as long as it is told to, and at least a few seconds.
result<calibration> measure_calibration(calibration_order order);

/// On an idle machine nearly all single windows take about the same. Where some took much longer, something
/// else was running: a sentence for people to read; nothing where all is well.
std::optional<std::string> disturbance_in(const calibration& c);

/// A calibration as aligned tables.
std::string calibration_text(const calibration& c);

} // namespace simrun
