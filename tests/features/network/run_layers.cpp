#include "run_layers.hpp"

#include "features/network/recurrence.hpp"
#include "features/network/unfold.hpp"
#include "features/network/weights/fold_weights.hpp"
#include "small_model.hpp"

#include <algorithm>
#include <cmath>

namespace simrun {

namespace {

/// A model's tensors with some replaced.
struct edited_tensors {
  explicit edited_tensors(const model_shape& shape) : file(random_tensors(shape, 1)) {}

  void set(const std::string& name, std::vector<std::size_t> shape, std::vector<float> values) {
    const auto tensor = std::ranges::find(file.tensors, name, &named_tensor::name);
    tensor->shape = std::move(shape);
    tensor->values = std::move(values);
  }
  void fill(const std::string& name, std::size_t count, float value) {
    set(name, {count}, std::vector<float>(count, value));
  }

  tensor_file file;
};

std::vector<float> part_of(const std::vector<float>& all, std::size_t part, std::size_t size) {
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(part * size);
  return {begin, begin + static_cast<std::ptrdiff_t>(size)};
}

lstm_layer_weights folded(const plain_lstm& l, const model_shape& shape) {
  edited_tensors model(shape);
  // The input projection is folded into the first layer: as if there were none.
  std::vector<float> identity(l.in * l.in);
  for (std::size_t i = 0; i < l.in; ++i)
    identity[i * l.in + i] = 1;
  model.set("lstm_processor.input_projection.weight", {l.in, l.in}, identity);
  model.fill("lstm_processor.input_projection.bias", l.in, 0);
  const auto gates = 4 * l.hidden;
  for (std::size_t direction = 0; direction < l.directions; ++direction) {
    const std::string suffix = direction ? "_l0_reverse" : "_l0", layer = "lstm_processor.lstm_layers.0.";
    model.set(layer + "weight_ih" + suffix, {gates, l.in}, part_of(l.weight_ih, direction, gates * l.in));
    model.set(layer + "weight_hh" + suffix, {gates, l.hidden},
              part_of(l.weight_hh, direction, gates * l.hidden));
    // Both biases are summed: half of it from each.
    auto half = part_of(l.bias, direction, gates);
    for (auto& value : half)
      value /= 2;
    model.set(layer + "bias_ih" + suffix, {gates}, half);
    model.set(layer + "bias_hh" + suffix, {gates}, half);
  }
  return std::move(fold_lstm(model.file, shape).layers[0]);
}

} // namespace

std::vector<float> run_lstm(const plain_lstm& l, model_precision precision) {
  auto shape = small_shape();
  shape.hidden = l.hidden;
  shape.layers = 1;
  shape.bidirectional = l.directions == 2;
  const auto weights = folded(l, shape);

  activations memory(shape, l.batch, l.length, 1);
  auto input = l.input;
  compute_context context(std::make_shared<packed_weights>(), precision);
  linear_step gates(context, weights.input, matrix_view::rows(input.data(), l.batch * l.length, l.in),
                    matrix_view::rows(memory.gates.data(), l.batch * l.length, weights.input.out));
  std::vector<recurrence> directions;
  for (const auto& recurrent : weights.recurrent)
    directions.emplace_back(context, shape, recurrent, memory, directions.size(), l.batch, l.length);
  context.allocate_shared();

  std::vector<float> states(l.batch * l.length * shape.lstm_features());
  // A second run must not see what the first one left.
  for (int repeat = 0; repeat < 2; ++repeat) {
    gates.run(context);
    for (std::size_t step = 0; step < l.length; ++step)
      for (auto& direction : directions)
        direction.step(context, step);
    std::copy_n(memory.lstm_output.data(), states.size(), states.data());
  }
  return states;
}

std::vector<float> run_convolution(const same_convolution& c) {
  auto shape = small_shape();
  shape.channels = c.channels;
  shape.filter_sizes = {c.kernel};
  shape.filters = c.filters;
  shape.cnn_heads = 1;
  edited_tensors model(shape);
  model.set("cnn_extractor.conv_layers.0.weight", {c.filters, c.channels, c.kernel}, c.weight);
  // A batch norm that only adds the bias.
  const std::string norm = "cnn_extractor.batch_norms.0.";
  model.fill(norm + "weight", c.filters, std::sqrt(1 + 1e-5F));
  model.set(norm + "bias", {c.filters}, c.bias);
  model.fill(norm + "running_mean", c.filters, 0);
  model.fill(norm + "running_var", c.filters, 1);
  const auto weights = fold_cnn(model.file, shape);

  const auto rows = c.batch * c.length;
  std::vector<float> unfolded(rows * c.kernel * c.channels), steps(rows * c.channels), sums(rows * c.filters);
  unfold(c.input, {c.channels, c.length, c.kernel}, unfolded.data(), steps.data(), c.channels);
  compute_context context(std::make_shared<packed_weights>(), model_precision::f32);
  linear_step convolution(context, weights.convolution,
                          matrix_view::rows(unfolded.data(), rows, c.kernel * c.channels),
                          matrix_view::rows(sums.data(), rows, c.filters));
  context.allocate_shared();
  convolution.run(context);
  return sums;
}

} // namespace simrun
