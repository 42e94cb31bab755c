#include "features/network/cnn_stage.hpp"

#include <algorithm>

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
  unfold(input);
  convolution_.run(context);
  attention_.run(context);
  projection_.run(context);
}

/// Lays the steps under each tap of the largest kernel side by side, which makes all convolutions one
/// product. Taps past the ends of a window stay at the zeros the memory began with. Each step also goes
/// behind the attended values, where the residual projection finds it.
void cnn_stage::unfold(std::span<const float> input) {
  const auto channels = shape_.channels, before = (kernel_max_ - 1) / 2;
  const auto row_width = kernel_max_ * channels, residual_stride = shape_.cnn_width() + channels;
  const auto windows = input.size() / (channels * length_);
  for (std::size_t window = 0; window < windows; ++window)
    for (std::size_t t = 0; t < length_; ++t) {
      auto* step =
          memory_.attended_and_input.data() + (window * length_ + t) * residual_stride + shape_.cnn_width();
      for (std::size_t c = 0; c < channels; ++c)
        step[c] = input[(window * channels + c) * length_ + t];
      // Step t lies under tap k of the output at t + before - k.
      const auto first_tap = t + before >= length_ ? t + before - length_ + 1 : 0;
      const auto last_tap = std::min(kernel_max_, t + before + 1);
      for (auto tap = first_tap; tap < last_tap; ++tap) {
        const auto output = window * length_ + t + before - tap;
        std::copy_n(step, channels, memory_.unfolded.data() + output * row_width + tap * channels);
      }
    }
}

} // namespace simrun
