#include "trading/feature_shape.hpp"

namespace simrun {

feature_shape shape_of(const feature_extractor_factory& factory) noexcept {
  const auto shape = factory.weights() ? factory.weights()->shape : model_shape{};
  return {shape.fusion, shape.targets, shape.ensemble};
}

} // namespace simrun
