#pragma once

#include <algorithm>
#include <cstddef>

namespace simrun {

/// Rows of floats, `stride` apart.
template <class Float>
struct float_rows {
  Float* values;
  std::size_t stride;
};

/// output = softmax(query x key^T) x value: one head of one window. Scales stand in the queries.
struct attention {
  std::size_t queries;
  std::size_t steps;
  std::size_t width;       ///< of a query and a key
  std::size_t value_width; ///< of a value and an output
  float_rows<const float> query;
  float_rows<const float> key;
  float_rows<const float> value;
  float_rows<float> output;
};

/// Queries whose scores are worked on together. What they need stays in the cache, and grows with a window's
/// length, not with its square.
inline constexpr std::size_t attention_panel = 64;

/// Floats of memory that `attend` works in.
constexpr std::size_t attention_scratch(std::size_t width, std::size_t steps) noexcept {
  return (width + steps) * attention_panel;
}

/// `scratch` may hold anything.
void attend(const attention& a, float* scratch);

} // namespace simrun
