#pragma once

#include "features/network/compute/aligned_array.hpp"
#include "features/network/weights/model_shape.hpp"

namespace simrun {

/// Draws of the regression head with dropout on, per window.
inline constexpr std::size_t dropout_samples = 100;

/// Floats from row to row that take an odd number of cache lines. Where many rows are read in turn, a few
/// floats of each, an even number would put them all into the same few places of the cache.
constexpr std::size_t odd_stride(std::size_t width) noexcept {
  return ((width + 15) / 16 | 1) * 16;
}

/// The memory of all stages of one worker, for batches of up to `batch_max` windows of `length` steps:
/// B windows, T steps, H directions x hidden, D CNN width, F fusion width, and units for hidden rounded up
/// to whole blocks. Allocated once.
struct activations {
  activations(const model_shape& shape, std::size_t batch_max, std::size_t length, std::size_t kernel_max);

  aligned_floats attention_scratch;  ///< of one head
  aligned_floats unfolded;           ///< [B, T, kernel_max x channels]
  aligned_floats convolved;          ///< [B, T, D]
  aligned_floats query_key_value;    ///< [B, T, odd_stride(3 D)]
  aligned_floats attended_and_input; ///< [B, T, D + channels]
  aligned_floats cnn_features;       ///< [B, T, F / 2]

  aligned_floats gates;          ///< [B, T, directions, 4 units]: what the input makes of them, in blocks
  aligned_floats step_gates;     ///< [B, 4 units]: what the last state makes of them
  aligned_floats cell;           ///< [directions, B, units]
  aligned_floats lstm_output;    ///< [B, T, H]: before the layer norm
  aligned_floats lstm_features;  ///< [B, T, H]
  aligned_floats lstm_attention; ///< [B, T, attention width]
  aligned_floats lstm_scores;    ///< [B, T]
  aligned_floats lstm_context;   ///< [B, H]

  aligned_floats query;          ///< [B, F]
  aligned_floats folded_query;   ///< [B, heads, H or F / 2]
  aligned_floats weighted_steps; ///< [B, heads, H or F / 2]
  aligned_floats attended;       ///< [B, 2 F]
  aligned_floats joined;         ///< [B, F]
  aligned_floats fused_features; ///< [B, F], last step

  aligned_floats head_hidden;       ///< [B, classification, regression, ensemble hidden]
  aligned_floats classification;    ///< [B, classes]
  aligned_floats regression_hidden; ///< [B, second hidden layer]
  aligned_floats regression;        ///< [B, targets]
  aligned_floats ensemble;          ///< [B, classes + targets]
  aligned_floats ensemble_classes;  ///< [B, classes]
  aligned_floats ensemble_targets;  ///< [B, targets]
  aligned_floats dropped_first;     ///< [B, samples, first hidden layer]
  aligned_floats dropped_second;    ///< [B, samples, second hidden layer]
  aligned_floats sampled;           ///< [B, samples, targets]
  aligned_floats uncertainty;       ///< [B, targets]
};

} // namespace simrun
