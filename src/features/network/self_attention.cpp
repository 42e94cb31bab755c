#include "features/network/self_attention.hpp"

#include "features/network/attention.hpp"

namespace simrun {

self_attention::self_attention(compute_context& context, const model_weights& weights, activations& memory,
                               std::size_t batch, std::size_t length)
    : shape_(weights.shape),
      memory_(memory),
      batch_(batch),
      length_(length),
      query_key_value_(context, weights.cnn.query_key_value,
                       matrix_view::rows(memory.convolved.data(), batch * length, shape_.cnn_width()),
                       matrix_view::rows(memory.query_key_value.data(), batch * length,
                                         3 * shape_.cnn_width(), odd_stride(3 * shape_.cnn_width()))) {}

void self_attention::run(const compute_context& context) {
  query_key_value_.run(context);
  for (std::size_t window = 0; window < batch_; ++window)
    for (std::size_t head = 0; head < shape_.cnn_heads; ++head)
      attend_head(window, head);
}

void self_attention::attend_head(std::size_t window, std::size_t head) const {
  const auto all = shape_.cnn_width(), width = all / shape_.cnn_heads, stride = odd_stride(3 * all);
  const auto* query = memory_.query_key_value.data() + window * length_ * stride + head * width;
  const auto output_stride = all + shape_.channels;
  auto* output = memory_.attended_and_input.data() + window * length_ * output_stride + head * width;
  attend({length_,
          length_,
          width,
          width,
          {query, stride},
          {query + all, stride},
          {query + 2 * all, stride},
          {output, output_stride}},
         memory_.attention_scratch.data());
}

} // namespace simrun
