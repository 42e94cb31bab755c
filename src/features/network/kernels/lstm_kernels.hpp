#pragma once

#include <cstddef>
#include <cstdint>

namespace simrun {

/// Units whose gates stand together: all i, then all f, g and o of a block.
inline constexpr std::size_t lstm_block = 16;
inline constexpr std::size_t lstm_gates = 4;

/// A layer's units, rounded up to whole blocks. What is past the last unit is zero and of no effect.
constexpr std::size_t padded_units(std::size_t hidden) noexcept {
  return (hidden + lstm_block - 1) / lstm_block * lstm_block;
}

namespace kernels {

/// Rows that one pass over the recurrent weights serves faster than a product of its own.
inline constexpr std::size_t fused_rows_max = 2;

/// One step of one direction, for several windows: where each has its numbers, and how many floats further
/// the next window has them. Gates are in blocks: [units / 16][i, f, g, o][16].
struct lstm_step {
  std::size_t hidden;
  const float* gates; ///< what the input makes of them, biases included
  std::size_t gates_stride;
  const float* state; ///< what the step before put out; null at the first, whose state is zero
  std::size_t state_stride;
  float* cell; ///< [windows, padded_units(hidden)], updated
  float* output;
  std::size_t output_stride;
};

/// The whole step of `rows` windows (up to fused_rows_max). The weights are [units / 16][hidden][4
/// gates][16]: in the order they are read, since the time goes into reading them.
void fused_step(const lstm_step& step, std::size_t rows, const float* weights);

/// The step where another product has already computed what the state makes of the gates: `recurrent` is
/// [rows, 4 padded_units(hidden)] in blocks, or null at the first step.
void cell_step(const lstm_step& step, std::size_t rows, const float* recurrent);

} // namespace kernels

} // namespace simrun
