#include "features/network/weights/fold_weights.hpp"

#include "features/network/weights/file_layers.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

/// torch.nn.BatchNorm1d's default.
constexpr double batch_norm_epsilon = 1e-5;

std::string variance_name(std::size_t i) {
  return fmt::format("cnn_extractor.batch_norms.{}.running_var", i);
}

/// Writes filter `i` of the parallel convolutions and its batch norm into their rows of `all`. PyTorch's
/// "same" padding puts (k-1)/2 steps before the window, so smaller kernels stand inside the largest one.
void fold_filter(const tensor_file& file, const model_shape& s, std::size_t i, std::size_t kernel_max,
                 linear_layer& all) {
  const auto norm = fmt::format("cnn_extractor.batch_norms.{}", i);
  const auto& kernels = values_of(file, fmt::format("cnn_extractor.conv_layers.{}.weight", i));
  const auto &scale = values_of(file, norm + ".weight"), &shift = values_of(file, norm + ".bias"),
             &mean = values_of(file, norm + ".running_mean"), &variance = values_of(file, variance_name(i));
  const auto size = s.filter_sizes[i], first_tap = (kernel_max - 1) / 2 - (size - 1) / 2;

  for (std::size_t f = 0; f < s.filters; ++f) {
    const double factor =
        static_cast<double>(scale[f]) / std::sqrt(static_cast<double>(variance[f]) + batch_norm_epsilon);
    const auto row = i * s.filters + f;
    for (std::size_t c = 0; c < s.channels; ++c)
      for (std::size_t tap = 0; tap < size; ++tap)
        all.weight[row * all.in + (first_tap + tap) * s.channels + c] =
            static_cast<float>(static_cast<double>(kernels[(f * s.channels + c) * size + tap]) * factor);
    all.bias[row] = static_cast<float>(static_cast<double>(shift[f]) - static_cast<double>(mean[f]) * factor);
  }
}

} // namespace

std::optional<error> check_variances(const tensor_file& file, const model_shape& shape) {
  for (std::size_t i = 0; i < shape.filter_sizes.size(); ++i) {
    const auto& variances = values_of(file, variance_name(i));
    const auto negative = std::ranges::find_if(variances, [](float x) { return x < 0; });
    if (negative != variances.end())
      return error{error_code::bad_input,
                   fmt::format("{}: tensor '{}' holds {} at index {}, expected variances from 0", file.source,
                               variance_name(i), *negative, negative - variances.begin())};
  }
  return std::nullopt;
}

cnn_weights fold_cnn(const tensor_file& file, const model_shape& s) {
  cnn_weights folded;
  folded.kernel_max = std::ranges::max(s.filter_sizes);
  auto& convolution = folded.convolution;
  convolution = {folded.kernel_max * s.channels, s.cnn_width(), {}, std::vector<float>(s.cnn_width())};
  convolution.weight.resize(convolution.in * convolution.out);
  for (std::size_t i = 0; i < s.filter_sizes.size(); ++i)
    fold_filter(file, s, i, folded.kernel_max, convolution);

  const std::string attention = "cnn_extractor.attention";
  auto query = scaled(linear_of(file, attention + ".w_q"), attention_scale(s.cnn_width(), s.cnn_heads));
  folded.query_key_value = stack(stack(std::move(query), linear_of(file, attention + ".w_k")),
                                 linear_of(file, attention + ".w_v"));

  const auto with_residual =
      side_by_side(linear_of(file, attention + ".w_o"), linear_of(file, "cnn_extractor.residual_projection"));
  folded.projection = compose(linear_of(file, "cnn_extractor.feature_projection"), with_residual);
  return folded;
}

} // namespace simrun
