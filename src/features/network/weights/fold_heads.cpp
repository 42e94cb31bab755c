#include "features/network/weights/fold_weights.hpp"

#include "features/network/weights/file_layers.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

linear_layer ensemble_of(const tensor_file& file, const model_shape& s, const std::vector<float>& weights) {
  auto mean = scaled(linear_of(file, "ensemble_models.0.3"), weights[0]);
  for (std::size_t i = 1; i < s.ensemble; ++i)
    mean = side_by_side(mean, scaled(linear_of(file, fmt::format("ensemble_models.{}.3", i)), weights[i]));
  return mean;
}

std::vector<float> softmaxed(const std::vector<float>& logits) {
  const double top = static_cast<double>(std::ranges::max(logits));
  double sum = 0;
  for (const float x : logits)
    sum += std::exp(static_cast<double>(x) - top);
  std::vector<float> shares;
  for (const float x : logits)
    shares.push_back(static_cast<float>(std::exp(static_cast<double>(x) - top) / sum));
  return shares;
}

} // namespace

head_weights fold_heads(const tensor_file& file, const model_shape& s) {
  head_weights folded;
  folded.hidden =
      stack(linear_of(file, "classification_head.0"), linear_of(file, "regression_head.layers.0"));
  for (std::size_t i = 0; i < s.ensemble; ++i)
    folded.hidden = stack(std::move(folded.hidden), linear_of(file, fmt::format("ensemble_models.{}.0", i)));
  folded.classification_norm = norm_of(file, "classification_head.1");
  folded.classification = linear_of(file, "classification_head.4");
  folded.regression_hidden = linear_of(file, "regression_head.layers.3");
  folded.regression = linear_of(file, "regression_head.layers.6");
  folded.ensemble_weights = softmaxed(values_of(file, "ensemble_weights"));
  folded.ensemble = ensemble_of(file, s, folded.ensemble_weights);
  return folded;
}

} // namespace simrun
