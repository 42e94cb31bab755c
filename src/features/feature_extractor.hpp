#pragma once

#include "core/result.hpp"
#include "market/window.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

namespace simrun {

/// Where features came from.
enum class feature_source { model, cache, fallback };

/// What one extraction delivers. The number of values never depends on the source.
struct feature_vector {
  std::vector<float> values; ///< `feature_count()` long; the network's fused features of the last bar
  std::vector<float> class_probabilities;    ///< empty from the fallback
  float confidence = 0;                      ///< the largest class probability; 0 from the fallback
  std::vector<float> regression_mean;        ///< without dropout
  std::vector<float> regression_uncertainty; ///< standard deviation over the Monte-Carlo dropout samples
  std::vector<float> ensemble_weights;       ///< softmaxed
  feature_source source = feature_source::model;
};

/// One window's features, or why there are none. A slot that is used again keeps its memory.
struct extraction {
  feature_vector features;
  std::optional<error> problem;
};

/// Turns windows of the 15 input columns into features. An instance belongs to one thread at a time;
/// instances may share what does not change, such as weights.
class feature_extractor {
public:
  feature_extractor() = default;
  feature_extractor(const feature_extractor&) = delete;
  feature_extractor& operator=(const feature_extractor&) = delete;
  virtual ~feature_extractor() = default;

  virtual std::string_view name() const noexcept = 0;
  /// Values in a feature vector, whatever the window.
  virtual std::size_t feature_count() const noexcept = 0;
  /// Fewest bars a window may have.
  virtual std::size_t window_length_min() const noexcept = 0;

  /// Fills `results[i]` from `windows[i]`; the spans are equally long. Windows of one batch may differ in
  /// length. Errors stay with their window: bad_input for one that is too short, has the wrong number of
  /// columns or a value that is not finite; cancelled for what was not done when `stop` was requested.
  virtual void extract(std::span<const window_view> windows, std::span<extraction> results,
                       std::stop_token stop = {}) = 0;
};

} // namespace simrun
