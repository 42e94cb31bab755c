#include "core/random.hpp"
#include "features/network/weights/model_weights.hpp"

#include <cmath>
#include <functional>
#include <numeric>

namespace simrun {

namespace {

std::string comma_list(const std::vector<std::size_t>& sizes) {
  std::string text;
  for (const auto size : sizes)
    text += (text.empty() ? "" : ",") + std::to_string(size);
  return text;
}

std::map<std::string, std::string> metadata_of(const model_shape& s) {
  return {{"format", "pt"},
          {"architecture", "cnn_lstm_hybrid"},
          {"input_channels", std::to_string(s.channels)},
          {"sequence_length", std::to_string(s.sequence_length)},
          {"cnn_filter_sizes", comma_list(s.filter_sizes)},
          {"cnn_num_filters", std::to_string(s.filters)},
          {"cnn_attention_heads", std::to_string(s.cnn_heads)},
          {"lstm_hidden_dim", std::to_string(s.hidden)},
          {"lstm_num_layers", std::to_string(s.layers)},
          {"lstm_bidirectional", s.bidirectional ? "true" : "false"},
          {"feature_fusion_dim", std::to_string(s.fusion)},
          {"fusion_attention_heads", std::to_string(s.fusion_heads)},
          {"num_classes", std::to_string(s.classes)},
          {"regression_targets", std::to_string(s.targets)},
          {"num_ensemble_models", std::to_string(s.ensemble)}};
}

/// Where a tensor's uniform values lie: around 1 for what multiplies a normalised value, around 0 for the
/// rest. A matrix of n inputs is spread by sqrt(3/n), which keeps the variance of what passes through it.
struct value_range {
  double middle;
  double spread;
};

value_range range_of(const tensor_spec& spec) {
  if (spec.name.ends_with("running_var") || (spec.shape.size() == 1 && spec.name.ends_with("weight")))
    return {1, 0.2};
  if (spec.shape.size() == 1)
    return {0, 0.1};
  const auto inputs =
      std::accumulate(spec.shape.begin() + 1, spec.shape.end(), std::size_t{1}, std::multiplies<>());
  return {0, std::sqrt(3.0 / static_cast<double>(inputs))};
}

} // namespace

tensor_file random_tensors(const model_shape& shape, std::uint64_t seed) {
  const random_stream weights(seed, "weights");
  tensor_file file{"random weights", metadata_of(shape), {}};
  for (auto& spec : tensors_of(shape)) {
    auto random = weights.split(file.tensors.size());
    const auto range = range_of(spec);
    const auto count =
        std::accumulate(spec.shape.begin(), spec.shape.end(), std::size_t{1}, std::multiplies<>());
    std::vector<float> values(count);
    for (auto& value : values)
      value = static_cast<float>(range.middle + range.spread * (2 * random.uniform() - 1));
    file.tensors.push_back({std::move(spec.name), std::move(spec.shape), std::move(values)});
  }
  return file;
}

std::shared_ptr<const model_weights> random_weights(std::uint64_t seed, const model_shape& shape) {
  // Tensors made for a shape agree with it, so this has no error to report.
  return build_weights(random_tensors(shape, seed)).value();
}

} // namespace simrun
