#include "features/network/cnn_stage.hpp"

#include "features/network/unfold.hpp"

namespace simrun {

cnn_stage::cnn_stage(compute_context& context, const model_weights& weights, activations& memory,
                     std::size_t batch, std::size_t length)
    : shape_(weights.shape),
      memory_(memory),
      length_(length),
      kernel_max_(weights.cnn.kernel_max),
      convolution_(context, weights.cnn.convolution,
                   matrix_view::rows(memory.unfolded.data(), batch * length, kernel_max_ * shape_.channels),
                   matrix_view::rows(memory.convolved.data(), batch * length, shape_.cnn_width()),
                   activation::relu),
      attention_(context, weights, memory, batch, length),
      projection_(context, weights.cnn.projection,
                  matrix_view::rows(memory.attended_and_input.data(), batch * length,
                                    shape_.cnn_width() + shape_.channels),
                  matrix_view::rows(memory.cnn_features.data(), batch * length, shape_.cnn_features())) {}

void cnn_stage::run(const compute_context& context, std::span<const float> input) {
  // Each step also goes behind the attended values, where the residual projection finds it.
  unfold(input, {shape_.channels, length_, kernel_max_}, memory_.unfolded.data(),
         memory_.attended_and_input.data() + shape_.cnn_width(), shape_.cnn_width() + shape_.channels);
  convolution_.run(context);
  attention_.run(context);
  projection_.run(context);
}

} // namespace simrun
