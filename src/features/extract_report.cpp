#include "features/extract_report.hpp"

#include "features/network/network.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace simrun {

namespace {

constexpr std::size_t length_min = 10;

/// All stages of a batch, empty, in the shapes they will have.
std::vector<named_tensor> empty_stages(const model_shape& s, std::size_t batch, std::size_t length) {
  return {{"cnn_features", {batch, length, s.cnn_features()}, {}},
          {"lstm_features", {batch, length, s.lstm_features()}, {}},
          {"lstm_context", {batch, s.lstm_features()}, {}},
          {"fused_features", {batch, s.fusion}, {}},
          {"classification_probs", {batch, s.classes}, {}},
          {"regression_mean", {batch, s.targets}, {}},
          {"ensemble_classification", {batch, s.classes}, {}},
          {"ensemble_regression", {batch, s.targets}, {}},
          {"regression_uncertainty", {batch, s.targets}, {}},
          {"ensemble_weights", {s.ensemble}, {}}};
}

/// In the order of `empty_stages`; the ensemble's weights belong to no window and are not among them.
std::vector<std::span<const float>> spans_of(const stage_outputs& o) {
  return {o.cnn_features,
          o.lstm_features,
          o.lstm_context,
          o.fused_features,
          o.classification_probs,
          o.regression_mean,
          o.ensemble_classification,
          o.ensemble_regression,
          o.regression_uncertainty};
}

std::optional<error> check_input(const named_tensor& input, const model_shape& s, const std::string& source) {
  const auto& shape = input.shape;
  const auto expected = fmt::format("[batch, {}, time], with {} to {} steps of time", s.channels, length_min,
                                    network_length_max);
  if (shape.size() == 3 && shape[0] > 0 && shape[1] == s.channels && shape[2] >= length_min &&
      shape[2] <= network_length_max)
    return std::nullopt;
  return error{error_code::bad_input, fmt::format("{}: tensor 'input' has shape {}, expected {}", source,
                                                  shape_text(shape), expected)};
}

std::optional<error> check_finite(std::span<const named_tensor> stages, const std::string& source) {
  for (const auto& stage : stages)
    if (!std::ranges::all_of(stage.values, [](float x) { return std::isfinite(x); }))
      return error{error_code::bad_input,
                   fmt::format("{}: the network's {} are not finite for this input", source, stage.name)};
  return std::nullopt;
}

/// The largest difference, or a NaN if there is one.
double largest_difference(std::span<const float> a, std::span<const float> b) {
  double largest = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double difference = std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i]));
    if (!(difference <= largest))
      largest = difference;
  }
  return largest;
}

/// The last step of [batch, time, width].
std::vector<float> last_steps(const named_tensor& all) {
  const auto batch = all.shape[0], length = all.shape[1], width = all.shape[2];
  std::vector<float> last;
  last.reserve(batch * width);
  for (std::size_t window = 0; window < batch; ++window) {
    const auto step = std::span(all.values).subspan(((window + 1) * length - 1) * width, width);
    last.insert(last.end(), step.begin(), step.end());
  }
  return last;
}

/// Whether `all` is `last` [batch, width] for all steps: [batch, time, width].
bool has_all_steps(const named_tensor& all, const named_tensor& last) {
  return last.name == "fused_features" && all.shape.size() == 3 && all.shape[0] == last.shape[0] &&
         all.shape[1] > 0 && all.shape[2] == last.shape[1];
}

} // namespace

result<std::vector<named_tensor>> extract_stages(std::shared_ptr<const model_weights> weights,
                                                 const tensor_file& file, model_precision precision) {
  const auto found = file.require("input");
  if (!found)
    return failure(found.error());
  const auto& input = **found;
  if (const auto problem = check_input(input, weights->shape, file.source))
    return failure(*problem);

  const auto batch = input.shape[0], length = input.shape[2], window = input.shape[1] * length;
  const auto chunk = std::min(batch, batch_max_for(length));
  auto model = network::make(weights, chunk, length, 0, precision);
  if (!model)
    return failure(model.error());
  auto stages = empty_stages(weights->shape, batch, length);
  for (std::size_t first = 0; first < batch; first += chunk) {
    const auto count = std::min(chunk, batch - first);
    const auto outputs = model->run(std::span(input.values).subspan(first * window, count * window));
    if (!outputs)
      return failure(outputs.error());
    const auto spans = spans_of(*outputs);
    for (std::size_t i = 0; i < spans.size(); ++i)
      stages[i].values.insert(stages[i].values.end(), spans[i].begin(), spans[i].end());
  }
  stages.back().values = weights->heads.ensemble_weights;
  if (const auto problem = check_finite(stages, file.source))
    return failure(*problem);
  return stages;
}

result<std::vector<stage_difference>> compare_stages(std::span<const named_tensor> stages,
                                                     const tensor_file& expected) {
  std::vector<stage_difference> differences;
  for (const auto& stage : stages) {
    if (stage.name == "regression_uncertainty" || !expected.find(stage.name))
      continue;
    const auto found = expected.require(stage.name);
    if (!found)
      return failure(found.error());
    const auto& other = **found;
    if (has_all_steps(other, stage))
      differences.push_back({stage.name, largest_difference(stage.values, last_steps(other))});
    else if (other.shape == stage.shape)
      differences.push_back({stage.name, largest_difference(stage.values, other.values)});
    else
      return fail(error_code::bad_input,
                  fmt::format("{}: tensor '{}' has shape {}, the network delivers {}", expected.source,
                              stage.name, shape_text(other.shape), shape_text(stage.shape)));
  }
  if (differences.empty())
    return fail(error_code::bad_input,
                fmt::format("{}: nothing to compare with: it holds no stage such as fused_features",
                            expected.source));
  return differences;
}

} // namespace simrun
