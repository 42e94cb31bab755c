#include "features/network/self_attention.hpp"

#include "features/network/kernels.hpp"

namespace simrun {

namespace {

matmul_step make_scores(compute_context& context, const model_shape& s, activations& memory,
                        std::size_t length) {
  const auto heads = s.cnn_heads, row = 3 * s.cnn_width(), width = s.cnn_width() / heads;
  auto* query = memory.query_key_value.data();
  auto* key = query + s.cnn_width();
  return {context, matrix_view{query, {heads, length, width}, {width, row, 1}},
          matrix_view{key, {heads, width, length}, {width, 1, row}},
          matrix_view{memory.scores.data(), {heads, length, length}, {length * length, length, 1}}};
}

matmul_step make_weighted_values(compute_context& context, const model_shape& s, activations& memory,
                                 std::size_t length) {
  const auto heads = s.cnn_heads, row = 3 * s.cnn_width(), width = s.cnn_width() / heads;
  auto* value = memory.query_key_value.data() + 2 * s.cnn_width();
  return {context, matrix_view{memory.scores.data(), {heads, length, length}, {length * length, length, 1}},
          matrix_view{value, {heads, length, width}, {width, row, 1}},
          matrix_view{memory.attended_and_input.data(),
                      {heads, length, width},
                      {width, s.cnn_width() + s.channels, 1}}};
}

} // namespace

self_attention::self_attention(compute_context& context, const model_weights& weights, activations& memory,
                               std::size_t batch, std::size_t length)
    : memory_(memory),
      batch_(batch),
      length_(length),
      heads_(weights.shape.cnn_heads),
      input_stride_(length * 3 * weights.shape.cnn_width()),
      output_stride_(length * (weights.shape.cnn_width() + weights.shape.channels)),
      query_key_value_(
          context, weights.cnn.query_key_value,
          matrix_view::rows(memory.convolved.data(), batch * length, weights.shape.cnn_width()),
          matrix_view::rows(memory.query_key_value.data(), batch * length, 3 * weights.shape.cnn_width())),
      scores_(make_scores(context, weights.shape, memory, length)),
      weighted_values_(make_weighted_values(context, weights.shape, memory, length)) {}

void self_attention::run(const compute_context& context) {
  query_key_value_.run(context);
  for (std::size_t window = 0; window < batch_; ++window) {
    scores_.run_at(context, window * input_stride_, window * input_stride_, 0);
    for (std::size_t row = 0; row < heads_ * length_; ++row)
      kernels::softmax(memory_.scores.data() + row * length_, length_);
    weighted_values_.run_at(context, 0, window * input_stride_, window * output_stride_);
  }
}

} // namespace simrun
