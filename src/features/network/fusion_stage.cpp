#include "features/network/fusion_stage.hpp"

#include "features/network/kernels/kernels.hpp"

namespace simrun {

namespace {

/// The last step of each window of [B, T, width].
matrix_view last_steps(const float_array& features, std::size_t batch, std::size_t length,
                       std::size_t width) {
  return matrix_view::rows(features.data() + (length - 1) * width, batch, width, length * width);
}

} // namespace

fusion_stage::fusion_stage(compute_context& context, const model_weights& weights, activations& memory,
                           std::size_t batch, std::size_t length)
    : weights_(weights),
      memory_(memory),
      batch_(batch),
      cnn_to_lstm_(
          context, weights.shape, weights.fusion.cnn_to_lstm, memory,
          last_steps(memory.cnn_features, batch, length, weights.shape.cnn_features()),
          memory.lstm_features.data(),
          matrix_view::rows(memory.attended.data(), batch, weights.shape.fusion, 2 * weights.shape.fusion),
          length),
      lstm_to_cnn_(context, weights.shape, weights.fusion.lstm_to_cnn, memory,
                   last_steps(memory.lstm_features, batch, length, weights.shape.lstm_features()),
                   memory.cnn_features.data(),
                   matrix_view::rows(memory.attended.data() + weights.shape.fusion, batch,
                                     weights.shape.fusion, 2 * weights.shape.fusion),
                   length),
      join_(context, weights.fusion.join,
            matrix_view::rows(memory.attended.data(), batch, 2 * weights.shape.fusion),
            matrix_view::rows(memory.joined.data(), batch, weights.shape.fusion)),
      last_(context, weights.fusion.last,
            matrix_view::rows(memory.joined.data(), batch, weights.shape.fusion),
            matrix_view::rows(memory.fused_features.data(), batch, weights.shape.fusion)) {}

void fusion_stage::run(const compute_context& context) {
  const auto width = weights_.shape.fusion;
  const auto norm_and_relu = [&](float* values, const layer_norm_weights& norm) {
    for (std::size_t window = 0; window < batch_; ++window) {
      auto* row = values + window * width;
      kernels::layer_norm(row, norm.scale.data(), norm.shift.data(), row, width);
      kernels::relu(row, width);
    }
  };
  cnn_to_lstm_.run(context);
  lstm_to_cnn_.run(context);
  join_.run(context);
  norm_and_relu(memory_.joined.data(), weights_.fusion.join_norm);
  last_.run(context);
  norm_and_relu(memory_.fused_features.data(), weights_.fusion.last_norm);
}

} // namespace simrun
