#pragma once

#include "onnx_vectors.hpp"

#include <optional>

namespace simrun {

// Which of the vectors the network's layers can express:
//
//   test_Conv1d_pad1, _pad2, _pad1size1, _pad2size1   as they are: an odd kernel, stride 1, same padding
//   test_Conv1d            no padding: the steps of a same convolution that reach past no end
//   test_Conv1d_stride     the same, and of those every second one
//   test_Conv1d_dilated    a kernel of 5 whose taps 1 and 3 are zero
//   test_Conv1d_groups     weights that are zero between the groups
//   test_lstm_defaults, _with_initial_bias, _batchwise   gates in another order; forward, states from zero
//   test_lstm_with_peepholes                             not at all: the network's cell has no peepholes
//
// All lstm vectors are one step long: they say nothing about the product with the last state.

/// A vector of operation Conv as a convolution with same padding, stride 1, one group and no dilation.
struct same_convolution {
  std::size_t batch = 0, channels = 0, length = 0, filters = 0;
  std::size_t kernel = 0;      ///< odd
  std::vector<float> input;    ///< [batch, channels, length]
  std::vector<float> weight;   ///< [filters, channels, kernel]
  std::vector<float> bias;     ///< [filters]
  std::vector<float> expected; ///< [batch, filters, steps]: step s of it is step first + s x stride of ours
  std::size_t steps = 0, first = 0, stride = 1;
};

/// Nothing where the kernel can't be made odd or the padding is not the same on both sides.
std::optional<same_convolution> as_same_convolution(const onnx_vector& vector);

/// A vector of operation LSTM with PyTorch's order of gates: i, f, g, o.
struct plain_lstm {
  std::size_t batch = 0, length = 0, in = 0, hidden = 0, directions = 0;
  std::vector<float> input;      ///< [batch, length, in]
  std::vector<float> weight_ih;  ///< [directions, 4 hidden, in]
  std::vector<float> weight_hh;  ///< [directions, 4 hidden, hidden]
  std::vector<float> bias;       ///< [directions, 4 hidden], both summed
  std::vector<float> last_state; ///< expected: [batch, directions, hidden], after the last step
};

/// Nothing where there are peepholes, initial states or a direction that is not forward.
std::optional<plain_lstm> as_plain_lstm(const onnx_vector& vector);

} // namespace simrun
