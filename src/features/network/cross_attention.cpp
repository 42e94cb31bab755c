#include "features/network/cross_attention.hpp"

#include "features/network/kernels.hpp"

namespace simrun {

namespace {

/// The library reads through views; its interface has no const memory.
float* values_of(const linear_layer& layer) {
  return const_cast<float*>(layer.weight.data());
}

/// The shapes and places of all products, named as in the header.
struct views {
  std::size_t batch, heads, width, head, length;
  activations& memory;

  // [B, F], seen as one matrix of queries per head.
  matrix_view query_by_head() const {
    return {memory.query.data(), {heads, batch, head}, {head, heads * head, 1}};
  }
  matrix_view key(const linear_layer& layer) const {
    return {values_of(layer), {heads, head, width}, {head * width, width, 1}};
  }
  matrix_view by_head(float* values) const {
    return {values, {heads, batch, width}, {width, heads * width, 1}};
  }
  matrix_view by_window(float* values) const {
    return {values, {batch, heads, width}, {heads * width, width, 1}};
  }
  matrix_view scores() const {
    return {memory.cross_scores.data(), {batch, heads, length}, {heads * length, length, 1}};
  }
  matrix_view steps(float* values) const {
    return {values, {batch, length, width}, {length * width, width, 1}};
  }
  matrix_view steps_transposed(float* values) const {
    return {values, {batch, width, length}, {length * width, 1, width}};
  }
  matrix_view value(const linear_layer& layer) const {
    return {values_of(layer), {heads, width, head}, {head * width, 1, width}};
  }
  matrix_view destination(float* values, std::size_t stride) const {
    return {values, {heads, batch, head}, {head, stride, 1}};
  }
};

views make_views(const model_shape& shape, activations& memory, const matrix_view& last_steps,
                 std::size_t width, std::size_t length) {
  const auto batch = static_cast<std::size_t>(last_steps.dims[0]);
  return {batch, shape.fusion_heads, width, shape.fusion / shape.fusion_heads, length, memory};
}

} // namespace

cross_attention::cross_attention(compute_context& context, const model_shape& shape,
                                 const cross_attention_weights& weights, activations& memory,
                                 const matrix_view& last_steps, float* steps, const matrix_view& destination,
                                 std::size_t length)
    : memory_(memory),
      score_rows_(static_cast<std::size_t>(last_steps.dims[0]) * shape.fusion_heads),
      length_(length),
      query_(context, weights.query, last_steps,
             matrix_view::rows(memory.query.data(), static_cast<std::size_t>(last_steps.dims[0]),
                               shape.fusion)) {
  const auto v = make_views(shape, memory, last_steps, weights.key.in, length);
  auto *folded = memory.folded_query.data(), *weighted = memory.weighted_steps.data();
  folded_query_ = {context, v.query_by_head(), v.key(weights.key), v.by_head(folded)};
  scores_ = {context, v.by_window(folded), v.steps_transposed(steps), v.scores()};
  weighted_steps_ = {context, v.scores(), v.steps(steps), v.by_window(weighted)};
  values_ = {context, v.by_head(weighted), v.value(weights.value),
             v.destination(destination.data, static_cast<std::size_t>(destination.strides[0]))};
}

void cross_attention::run(const compute_context& context) {
  query_.run(context);
  folded_query_.run(context);
  scores_.run(context);
  for (std::size_t row = 0; row < score_rows_; ++row)
    kernels::softmax(memory_.cross_scores.data() + row * length_, length_);
  weighted_steps_.run(context);
  values_.run(context);
}

} // namespace simrun
