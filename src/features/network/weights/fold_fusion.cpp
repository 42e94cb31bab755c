#include "features/network/weights/fold_weights.hpp"

#include "features/network/kernels/product_kernels.hpp"
#include "features/network/weights/file_layers.hpp"

#include <algorithm>
#include <functional>

namespace simrun {

namespace {

const std::string cross = "feature_fusion.cross_attention";

std::vector<float> transposed_by_head(const linear_layer& layer, std::size_t heads) {
  std::vector<float> transposed(layer.weight.size());
  const auto head_width = layer.out / heads, head_size = head_width * layer.in;
  for (std::size_t head = 0; head < heads; ++head)
    kernels::transpose(layer.weight.data() + head * head_size, layer.in, head_width, layer.in,
                       transposed.data() + head * head_size, head_width);
  return transposed;
}

cross_attention_weights cross_attention_of(const tensor_file& file, const model_shape& s,
                                           const linear_layer& queries, const linear_layer& keys,
                                           const linear_layer& value) {
  cross_attention_weights folded{compose(linear_of(file, cross + ".w_q"), queries),
                                 compose(linear_of(file, cross + ".w_k"), keys),
                                 transposed_by_head(value, s.fusion_heads)};
  folded.query = scaled(std::move(folded.query), attention_scale(s.fusion, s.fusion_heads));
  return folded;
}

/// Half of the layer after the attention, with the attention's output projection and value bias in it.
linear_layer join_half(const tensor_file& file, const model_shape& s, std::size_t first,
                       const linear_layer& value) {
  const auto first_layer = linear_of(file, "feature_fusion.fusion_layers.0");
  auto half = compose(input_slice(first_layer, first, s.fusion), linear_of(file, cross + ".w_o"));
  std::ranges::transform(half.bias, product(half, value.bias), half.bias.begin(), std::plus<>());
  return half;
}

} // namespace

fusion_weights fold_fusion(const tensor_file& file, const model_shape& s) {
  const auto cnn = linear_of(file, "feature_fusion.cnn_projection");
  const auto lstm = linear_of(file, "feature_fusion.lstm_projection");
  fusion_weights folded;
  const auto value = linear_of(file, cross + ".w_v");
  const auto lstm_value = compose(value, lstm), cnn_value = compose(value, cnn);
  folded.cnn_to_lstm = cross_attention_of(file, s, cnn, lstm, lstm_value);
  folded.lstm_to_cnn = cross_attention_of(file, s, lstm, cnn, cnn_value);
  folded.join = side_by_side(join_half(file, s, 0, lstm_value), join_half(file, s, s.fusion, cnn_value));
  const auto& bias = values_of(file, "feature_fusion.fusion_layers.0.bias");
  std::ranges::transform(folded.join.bias, bias, folded.join.bias.begin(), std::plus<>());
  folded.join_norm = norm_of(file, "feature_fusion.fusion_layers.1");
  folded.last = linear_of(file, "feature_fusion.fusion_layers.4");
  folded.last_norm = norm_of(file, "feature_fusion.fusion_layers.5");
  return folded;
}

} // namespace simrun
