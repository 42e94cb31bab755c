#include "onnx_layers.hpp"

#include <array>
#include <span>

namespace simrun {

namespace {

/// [directions, 4 hidden, width] with the gates i, o, f, c of ONNX as i, f, g, o.
std::vector<float> reordered(std::span<const float> rows, std::size_t directions, std::size_t gate_size) {
  constexpr std::array<std::size_t, 4> places{0, 2, 3, 1};
  std::vector<float> ordered;
  for (std::size_t direction = 0; direction < directions; ++direction)
    for (const auto place : places) {
      const auto gate = rows.subspan((direction * 4 + place) * gate_size, gate_size);
      ordered.insert(ordered.end(), gate.begin(), gate.end());
    }
  return ordered;
}

/// B holds a direction's input biases, then its recurrent ones.
std::vector<float> summed_biases(const onnx_tensor* biases, std::size_t directions, std::size_t hidden) {
  std::vector<float> sums(directions * 4 * hidden);
  for (std::size_t i = 0; biases && i < sums.size(); ++i) {
    const auto input = i / (4 * hidden) * 8 * hidden + i % (4 * hidden);
    sums[i] = biases->values[input] + biases->values[input + 4 * hidden];
  }
  return reordered(sums, directions, hidden);
}

/// [rows, columns, width] as [columns, rows, width]
std::vector<float> swapped(const std::vector<float>& x, std::size_t rows, std::size_t columns,
                           std::size_t width) {
  std::vector<float> y(x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    const auto row = i / width / columns, column = i / width % columns;
    y[(column * rows + row) * width + i % width] = x[i];
  }
  return y;
}

} // namespace

std::optional<same_convolution> as_same_convolution(const onnx_vector& vector) {
  const auto &input = *vector.input(0), &weight = *vector.input(1), &output = *vector.output(0);
  const auto dilation = static_cast<std::size_t>(vector.attribute("dilations", 1));
  const auto taps = weight.shape[2], group_channels = weight.shape[1];

  same_convolution c;
  c.batch = input.shape[0], c.channels = input.shape[1], c.length = input.shape[2];
  c.filters = weight.shape[0], c.steps = output.shape[2];
  c.kernel = (taps - 1) * dilation + 1;
  c.stride = static_cast<std::size_t>(vector.attribute("strides", 1));
  const auto pads = vector.attributes.find("pads");
  const auto before = pads == vector.attributes.end() ? 0 : static_cast<std::size_t>(pads->second.at(0));
  if (c.kernel % 2 == 0 || before > c.kernel / 2)
    return std::nullopt;
  if (pads != vector.attributes.end() && pads->second.at(1) != pads->second.at(0))
    return std::nullopt;
  c.first = c.kernel / 2 - before;

  c.input = input.values;
  c.weight.resize(c.filters * c.channels * c.kernel);
  const auto group_filters = c.filters / (c.channels / group_channels);
  for (std::size_t i = 0; i < weight.values.size(); ++i) {
    const auto filter = i / taps / group_channels;
    const auto channel = filter / group_filters * group_channels + i / taps % group_channels;
    c.weight[(filter * c.channels + channel) * c.kernel + i % taps * dilation] = weight.values[i];
  }
  c.bias = vector.input(2) ? vector.input(2)->values : std::vector<float>(c.filters);
  c.expected = output.values;
  return c;
}

std::optional<plain_lstm> as_plain_lstm(const onnx_vector& vector) {
  const auto &input = *vector.input(0), &weight = *vector.input(1);
  // Of the optional inputs only the biases have a place in the network; initial states are zero there.
  if (vector.inputs.size() > 4 || vector.attributes.contains("direction"))
    return std::nullopt;
  const bool batch_first = vector.attribute("layout", 0) == 1;
  plain_lstm l;
  l.directions = weight.shape[0], l.hidden = weight.shape[1] / 4, l.in = weight.shape[2];
  l.batch = input.shape[batch_first ? 0 : 1], l.length = input.shape[batch_first ? 1 : 0];
  l.input = batch_first ? input.values : swapped(input.values, l.length, l.batch, l.in);
  l.weight_ih = reordered(weight.values, l.directions, l.hidden * l.in);
  l.weight_hh = reordered(vector.input(2)->values, l.directions, l.hidden * l.hidden);
  l.bias = summed_biases(vector.input(3), l.directions, l.hidden);
  const auto& state = vector.output(1)->values;
  l.last_state = batch_first ? state : swapped(state, l.directions, l.batch, l.hidden);
  return l;
}

} // namespace simrun
