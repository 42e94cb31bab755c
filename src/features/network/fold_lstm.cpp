#include "features/network/fold_weights.hpp"

#include "features/network/file_layers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <functional>

namespace simrun {

namespace {

/// The LSTM's first product, all directions and both biases in one layer.
linear_layer gates_of(const tensor_file& file, const std::string& name, const std::string& direction) {
  const auto& weight = *file.find(name + ".weight_ih_l0" + direction);
  linear_layer gates{weight.shape[1], weight.shape[0], weight.values,
                     values_of(file, name + ".bias_ih_l0" + direction)};
  const auto& recurrent_bias = values_of(file, name + ".bias_hh_l0" + direction);
  std::ranges::transform(gates.bias, recurrent_bias, gates.bias.begin(), std::plus<>());
  return gates;
}

linear_layer recurrent_of(const tensor_file& file, const std::string& name, const std::string& direction) {
  const auto& weight = *file.find(name + ".weight_hh_l0" + direction);
  return {weight.shape[1], weight.shape[0], weight.values, {}};
}

lstm_layer_weights lstm_layer_of(const tensor_file& file, const model_shape& s, std::size_t layer) {
  const auto name = fmt::format("lstm_processor.lstm_layers.{}", layer);
  lstm_layer_weights folded{gates_of(file, name, ""),
                            {recurrent_of(file, name, "")},
                            norm_of(file, fmt::format("lstm_processor.layer_norms.{}", layer))};
  if (s.bidirectional) {
    folded.input = stack(std::move(folded.input), gates_of(file, name, "_reverse"));
    folded.recurrent.push_back(recurrent_of(file, name, "_reverse"));
  }
  if (layer == 0)
    folded.input = compose(folded.input, linear_of(file, "lstm_processor.input_projection"));
  return folded;
}

} // namespace

lstm_weights fold_lstm(const tensor_file& file, const model_shape& s) {
  lstm_weights folded;
  for (std::size_t layer = 0; layer < s.layers; ++layer)
    folded.layers.push_back(lstm_layer_of(file, s, layer));
  folded.attention = linear_of(file, "lstm_processor.attention.attention_linear");
  folded.context = linear_of(file, "lstm_processor.attention.context_vector");
  return folded;
}

} // namespace simrun
