#pragma once

#include <cstddef>
#include <vector>

namespace simrun {

/// y = x W^T + b. The weight is [out, in] as PyTorch stores it; the bias is empty where there is none.
struct linear_layer {
  std::size_t in = 0;
  std::size_t out = 0;
  std::vector<float> weight;
  std::vector<float> bias;
};

/// The layer that does `inner`, then `outer`; its bias is never empty.
linear_layer compose(const linear_layer& outer, const linear_layer& inner);

/// The outputs of both, those of `above` first, from the same input.
linear_layer stack(linear_layer above, const linear_layer& below);

/// The sum of both, from their inputs laid side by side.
linear_layer side_by_side(const linear_layer& left, const linear_layer& right);

/// Inputs `first` to `first + count` of a layer, without its bias.
linear_layer input_slice(const linear_layer& layer, std::size_t first, std::size_t count);

/// All outputs times a factor.
linear_layer scaled(linear_layer layer, float factor);

/// What `layer` makes of `input`, without its own bias.
std::vector<float> product(const linear_layer& layer, const std::vector<float>& input);

} // namespace simrun
