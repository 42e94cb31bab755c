#pragma once

#include "features/network/compute/precision.hpp"

#include <cstddef>

namespace simrun {

/// What the factors of a product are made of.
///
/// s8x6 writes the rows of both factors as fixed-point numbers of three signed 8-bit digits, as long as a
/// float's 24 bits, and sums the six products of digits that matter in whole numbers: as exact as sums of
/// f32, on a matrix unit that multiplies bytes thirty times as fast as the vector unit multiplies floats.
/// (Two bfloat16 a float and three products lose what stands below 2^-17; past a layer norm that is more than
/// 1e-4.)
enum class number_format { f32, bf16, s8x6 };

/// The fastest way to multiply rows of `width` numbers at this precision on this machine.
number_format fastest_format(model_precision precision, std::size_t width);

/// Whether this machine can multiply bfloat16 at all.
bool has_bf16();

} // namespace simrun
