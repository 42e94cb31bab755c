#include "features/null_feature_extractor.hpp"

namespace simrun {

void null_feature_extractor::extract(std::span<const window_view> windows, std::span<extraction> results,
                                     std::stop_token stop) {
  for (std::size_t i = 0; i < windows.size(); ++i) {
    results[i].problem.reset();
    if (stop.stop_requested())
      results[i].problem = error{error_code::cancelled, "told to stop before an extraction"};
    results[i].features.values.assign(feature_count_, 0.0F);
  }
}

} // namespace simrun
