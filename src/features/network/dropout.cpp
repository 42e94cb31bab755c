#include "features/network/dropout.hpp"

#include "core/random.hpp"
#include "features/network/kernels/kernels.hpp"

#include <cmath>

namespace simrun {

namespace {

constexpr double dropout_probability = 0.3;

aligned_floats draw_mask(random_stream random, std::size_t count) {
  aligned_floats mask(count);
  for (std::size_t i = 0; i < count; ++i)
    mask.data()[i] =
        random.uniform() < dropout_probability ? 0.0F : static_cast<float>(1 / (1 - dropout_probability));
  return mask;
}

/// Of `dropout_samples` values, `stride` apart.
float standard_deviation(const float* values, std::size_t stride) {
  // Few enough floats that their sum is exact: equal values deviate by exactly 0.
  double sum = 0;
  for (std::size_t i = 0; i < dropout_samples; ++i)
    sum += static_cast<double>(values[i * stride]);
  const double mean = sum / dropout_samples;
  double squares = 0;
  for (std::size_t i = 0; i < dropout_samples; ++i) {
    const double distance = static_cast<double>(values[i * stride]) - mean;
    squares += distance * distance;
  }
  return static_cast<float>(std::sqrt(squares / (dropout_samples - 1)));
}

} // namespace

dropout_masks::dropout_masks(const model_shape& shape, std::uint64_t seed)
    : first(draw_mask(random_stream(seed, "dropout").split(0), dropout_samples * shape.regression_hidden[0])),
      second(
          draw_mask(random_stream(seed, "dropout").split(1), dropout_samples * shape.regression_hidden[1])) {}

dropout_stage::dropout_stage(compute_context& context, const model_weights& weights, activations& memory,
                             std::shared_ptr<const dropout_masks> masks, const matrix_view& hidden)
    : shape_(weights.shape),
      memory_(memory),
      masks_(std::move(masks)),
      batch_(static_cast<std::size_t>(hidden.dims[0])),
      hidden_(hidden.data),
      hidden_stride_(static_cast<std::size_t>(hidden.strides[0])),
      second_(context, weights.heads.regression_hidden,
              matrix_view::rows(memory.dropped_first.data(), batch_ * dropout_samples,
                                shape_.regression_hidden[0]),
              matrix_view::rows(memory.dropped_second.data(), batch_ * dropout_samples,
                                shape_.regression_hidden[1])),
      sampled_(context, weights.heads.regression,
               matrix_view::rows(memory.dropped_second.data(), batch_ * dropout_samples,
                                 shape_.regression_hidden[1]),
               matrix_view::rows(memory.sampled.data(), batch_ * dropout_samples, shape_.targets)) {}

void dropout_stage::run(const compute_context& context) {
  const auto [first, second] = shape_.regression_hidden;
  for (std::size_t window = 0; window < batch_; ++window)
    for (std::size_t sample = 0; sample < dropout_samples; ++sample)
      kernels::multiply(hidden_ + window * hidden_stride_, masks_->first.data() + sample * first,
                        memory_.dropped_first.data() + (window * dropout_samples + sample) * first, first);
  second_.run(context);
  for (std::size_t window = 0; window < batch_; ++window) {
    auto* values = memory_.dropped_second.data() + window * dropout_samples * second;
    kernels::relu(values, dropout_samples * second);
    kernels::multiply(values, masks_->second.data(), values, dropout_samples * second);
  }
  sampled_.run(context);
  for (std::size_t window = 0; window < batch_; ++window)
    for (std::size_t target = 0; target < shape_.targets; ++target)
      memory_.uncertainty.data()[window * shape_.targets + target] = standard_deviation(
          memory_.sampled.data() + window * dropout_samples * shape_.targets + target, shape_.targets);
}

} // namespace simrun
