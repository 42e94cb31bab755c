#pragma once

#include "features/network/compute/memory_block.hpp"
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
/// to whole blocks. One block, allocated once.
class activations {
private:
  memory_block block_;
  block_divider divider_; ///< makes the arrays, in the order in which they stand here

public:
  activations(const model_shape& shape, std::size_t batch_max, std::size_t length, std::size_t kernel_max);

  float_array attention_scratch;  ///< of one head
  float_array unfolded;           ///< [B, T, kernel_max x channels]
  float_array convolved;          ///< [B, T, D]
  float_array query_key_value;    ///< [B, T, odd_stride(3 D)]
  float_array attended_and_input; ///< [B, T, D + channels]
  float_array cnn_features;       ///< [B, T, F / 2]

  float_array gates;          ///< [B, T, directions, 4 units]: what the input makes of them, in blocks
  float_array step_gates;     ///< [B, 4 units]: what the last state makes of them
  float_array cell;           ///< [directions, B, units]
  float_array lstm_output;    ///< [B, T, H]: before the layer norm
  float_array lstm_features;  ///< [B, T, H]
  float_array lstm_attention; ///< [B, T, attention width]
  float_array lstm_scores;    ///< [B, T]
  float_array lstm_context;   ///< [B, H]

  float_array query;          ///< [B, F]
  float_array folded_query;   ///< [B, heads, H or F / 2]
  float_array weighted_steps; ///< [B, heads, H or F / 2]
  float_array attended;       ///< [B, 2 F]
  float_array joined;         ///< [B, F]
  float_array fused_features; ///< [B, F], last step

  float_array head_hidden;       ///< [B, classification, regression, ensemble hidden]
  float_array classification;    ///< [B, classes]
  float_array regression_hidden; ///< [B, second hidden layer]
  float_array regression;        ///< [B, targets]
  float_array ensemble;          ///< [B, classes + targets]
  float_array ensemble_classes;  ///< [B, classes]
  float_array ensemble_targets;  ///< [B, targets]
  float_array dropped_first;     ///< [B, samples, first hidden layer]
  float_array dropped_second;    ///< [B, samples, second hidden layer]
  float_array sampled;           ///< [B, samples, targets]
  float_array uncertainty;       ///< [B, targets]

private:
  /// In so many bytes; with none, the arrays are only counted.
  activations(std::size_t bytes, const model_shape& shape, std::size_t batch_max, std::size_t length,
              std::size_t kernel_max);
};

} // namespace simrun
