#include "features/network/weights/fold_weights.hpp"

#include "features/network/kernels/lstm_kernels.hpp"
#include "features/network/weights/file_layers.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <functional>

namespace simrun {

namespace {

/// The gates i, f, g, o of all units, in blocks of units as the kernels take them; units that pad the last
/// block have no weights and no bias.
linear_layer in_blocks(const linear_layer& gates) {
  const auto hidden = gates.out / lstm_gates;
  linear_layer blocks{gates.in, lstm_gates * padded_units(hidden), {}, {}};
  blocks.weight.resize(blocks.in * blocks.out);
  blocks.bias.resize(gates.bias.empty() ? 0 : blocks.out);
  for (std::size_t gate = 0; gate < lstm_gates; ++gate)
    for (std::size_t unit = 0; unit < hidden; ++unit) {
      const auto from = gate * hidden + unit;
      const auto to = (unit / lstm_block * lstm_gates + gate) * lstm_block + unit % lstm_block;
      std::copy_n(gates.weight.begin() + static_cast<std::ptrdiff_t>(from * gates.in), gates.in,
                  blocks.weight.begin() + static_cast<std::ptrdiff_t>(to * gates.in));
      if (!gates.bias.empty())
        blocks.bias[to] = gates.bias[from];
    }
  return blocks;
}

/// The LSTM's first product, all directions and both biases in one layer.
linear_layer gates_of(const tensor_file& file, const std::string& name, const std::string& direction) {
  const auto& weight = *file.find(name + ".weight_ih_l0" + direction);
  linear_layer gates{weight.shape[1], weight.shape[0], weight.values,
                     values_of(file, name + ".bias_ih_l0" + direction)};
  const auto& recurrent_bias = values_of(file, name + ".bias_hh_l0" + direction);
  std::ranges::transform(gates.bias, recurrent_bias, gates.bias.begin(), std::plus<>());
  return in_blocks(gates);
}

linear_layer recurrent_of(const tensor_file& file, const std::string& name, const std::string& direction) {
  const auto& weight = *file.find(name + ".weight_hh_l0" + direction);
  return in_blocks({weight.shape[1], weight.shape[0], weight.values, {}});
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
