#pragma once

#include <cstddef>
#include <cstdint>

namespace simrun::kernels {

/// Splits `width` floats into one to three bfloat16 each, which sum up to them: the nearest one, the nearest
/// to what is left, and so on. Part p of float i goes to to[p x part_stride + i]. Three parts are exact; an
/// infinity or a NaN stays one in at least one part.
void split_bf16(const float* row, std::size_t width, std::size_t parts, std::size_t part_stride,
                std::uint16_t* to);

} // namespace simrun::kernels
