#include "features/network/lstm_stage.hpp"

#include "features/network/kernels/kernels.hpp"
#include "features/network/kernels/product_kernels.hpp"

#include <algorithm>

namespace simrun {

lstm_stage::lstm_stage(compute_context& context, const model_weights& weights, activations& memory,
                       std::size_t batch, std::size_t length)
    : weights_(weights),
      memory_(memory),
      batch_(batch),
      length_(length),
      attention_(
          context, weights.lstm.attention,
          matrix_view::rows(memory.lstm_features.data(), batch * length, weights.shape.lstm_features()),
          matrix_view::rows(memory.lstm_attention.data(), batch * length, weights.shape.lstm_attention)) {
  for (const auto& layer : weights.lstm.layers) {
    auto* input = layers_.empty() ? memory.cnn_features.data() : memory.lstm_features.data();
    layer_steps steps{{context, layer.input, matrix_view::rows(input, batch * length, layer.input.in),
                       matrix_view::rows(memory.gates.data(), batch * length, layer.input.out)},
                      {}};
    for (const auto& recurrent : layer.recurrent)
      steps.directions.emplace_back(context, weights.shape, recurrent, memory, steps.directions.size(), batch,
                                    length);
    layers_.push_back(std::move(steps));
  }
}

void lstm_stage::run(const compute_context& context, const std::stop_token& stop) {
  for (std::size_t layer = 0; layer < layers_.size(); ++layer) {
    if (stop.stop_requested())
      return;
    auto& steps = layers_[layer];
    steps.input.run(context);
    // Directions in turn: neither waits for the other, so the processor overlaps the end of one step with
    // the beginning of the next.
    for (std::size_t number = 0; number < length_; ++number)
      for (auto& direction : steps.directions)
        direction.step(context, number);
    normalise(layer);
  }
  attend(context);
}

void lstm_stage::normalise(std::size_t layer) {
  const auto width = weights_.shape.lstm_features();
  const auto& norm = weights_.lstm.layers[layer].norm;
  for (std::size_t row = 0; row < batch_ * length_; ++row) {
    auto* output = memory_.lstm_output.data() + row * width;
    auto* features = memory_.lstm_features.data() + row * width;
    if (layer == 0) {
      kernels::layer_norm(output, norm.scale.data(), norm.shift.data(), features, width);
      continue;
    }
    // The residual: what the layer before delivered still stands in `features`.
    kernels::layer_norm(output, norm.scale.data(), norm.shift.data(), output, width);
    kernels::add(output, features, width);
  }
}

void lstm_stage::attend(const compute_context& context) {
  attention_.run(context);
  const auto width = weights_.shape.lstm_attention;
  for (std::size_t row = 0; row < batch_ * length_; ++row)
    memory_.lstm_scores.data()[row] = kernels::tanh_score(memory_.lstm_attention.data() + row * width,
                                                          weights_.lstm.context.weight.data(), width);
  for (std::size_t window = 0; window < batch_; ++window)
    weigh_steps(window);
}

void lstm_stage::weigh_steps(std::size_t window) const {
  const auto width = weights_.shape.lstm_features();
  auto* shares = memory_.lstm_scores.data() + window * length_;
  kernels::softmax(shares, length_);
  kernels::multiply({1, width, length_, shares, length_, 1,
                     memory_.lstm_features.data() + window * length_ * width, width,
                     memory_.lstm_context.data() + window * width, width});
}

} // namespace simrun
