#pragma once

#include <cstddef>
#include <cstdint>

namespace simrun::kernels {

/// `width` floats as the nearest bfloat16 (a half upwards). Infinities and NaNs stay what they are; a finite
/// value past the largest bfloat16 becomes an infinity.
void to_nearest_bf16(const float* values, std::size_t width, std::uint16_t* to);

} // namespace simrun::kernels
