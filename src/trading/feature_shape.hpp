#pragma once

#include "features/feature_extractor_factory.hpp"

#include <cstddef>

namespace simrun {

/// How many values of each kind a model delivers for a window. The defaults are the platform's own model.
struct feature_shape {
  std::size_t features = 256;
  std::size_t uncertainties = 2; ///< one for each target of the regression
  std::size_t ensemble_weights = 5;
};

/// What the factory's models deliver.
feature_shape shape_of(const feature_extractor_factory& factory) noexcept;

} // namespace simrun
