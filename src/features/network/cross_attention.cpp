#include "features/network/cross_attention.hpp"

#include "features/network/kernels/product_kernels.hpp"

namespace simrun {

cross_attention::cross_attention(compute_context& context, const model_shape& shape,
                                 const cross_attention_weights& weights, activations& memory,
                                 const matrix_view& last_steps, const float* steps,
                                 const matrix_view& destination, std::size_t length)
    : weights_(weights),
      memory_(memory),
      batch_(static_cast<std::size_t>(last_steps.dims[0])),
      length_(length),
      fusion_(shape.fusion),
      heads_(shape.fusion_heads),
      width_(weights.key.in),
      steps_(steps),
      destination_{destination.data, static_cast<std::size_t>(destination.strides[0])},
      query_(context, weights.query, last_steps,
             matrix_view::rows(memory.query.data(), batch_, shape.fusion)) {}

void cross_attention::run(const compute_context& context) {
  query_.run(context);
  fold_queries();
  attend_windows();
  deliver_values();
}

/// folded_query[b, head] = query[b, head] x the head's key weights
void cross_attention::fold_queries() const {
  const auto head_width = fusion_ / heads_;
  for (std::size_t head = 0; head < heads_; ++head)
    kernels::multiply({batch_, width_, head_width, memory_.query.data() + head * head_width, fusion_, 1,
                       weights_.key.weight.data() + head * head_width * width_, width_,
                       memory_.folded_query.data() + head * width_, heads_ * width_});
}

void cross_attention::attend_windows() const {
  for (std::size_t window = 0; window < batch_; ++window) {
    const float_rows<const float> steps{steps_ + window * length_ * width_, width_};
    const auto queries = window * heads_ * width_;
    attend({heads_,
            length_,
            width_,
            width_,
            {memory_.folded_query.data() + queries, width_},
            steps,
            steps,
            {memory_.weighted_steps.data() + queries, width_}},
           memory_.attention_scratch.data());
  }
}

/// destination[b, head] = weighted_steps[b, head] x the head's value weights
void cross_attention::deliver_values() const {
  const auto head_width = fusion_ / heads_;
  for (std::size_t head = 0; head < heads_; ++head)
    kernels::multiply({batch_, head_width, width_, memory_.weighted_steps.data() + head * width_,
                       heads_ * width_, 1, weights_.value.data() + head * width_ * head_width, head_width,
                       destination_.values + head * head_width, destination_.stride});
}

} // namespace simrun
