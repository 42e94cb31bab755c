#include "features/network/head_stage.hpp"

#include "features/network/kernels/kernels.hpp"

#include <algorithm>

namespace simrun {

namespace {

/// `columns` of the shared hidden layer from `first` on, of all windows.
matrix_view hidden_slice(const model_weights& weights, const activations& memory, std::size_t batch,
                         std::size_t first, std::size_t columns) {
  return matrix_view::rows(memory.head_hidden.data() + first, batch, columns, weights.heads.hidden.out);
}

} // namespace

head_stage::head_stage(compute_context& context, const model_weights& weights, activations& memory,
                       std::shared_ptr<const dropout_masks> masks, std::size_t batch)
    : weights_(weights),
      memory_(memory),
      batch_(batch),
      hidden_(context, weights.heads.hidden,
              matrix_view::rows(memory.fused_features.data(), batch, weights.shape.fusion),
              matrix_view::rows(memory.head_hidden.data(), batch, weights.heads.hidden.out)),
      classification_(context, weights.heads.classification,
                      hidden_slice(weights, memory, batch, 0, weights.shape.classification_hidden),
                      matrix_view::rows(memory.classification.data(), batch, weights.shape.classes)),
      regression_hidden_(
          context, weights.heads.regression_hidden,
          hidden_slice(weights, memory, batch, weights.shape.classification_hidden,
                       weights.shape.regression_hidden[0]),
          matrix_view::rows(memory.regression_hidden.data(), batch, weights.shape.regression_hidden[1]),
          activation::relu),
      regression_(
          context, weights.heads.regression,
          matrix_view::rows(memory.regression_hidden.data(), batch, weights.shape.regression_hidden[1]),
          matrix_view::rows(memory.regression.data(), batch, weights.shape.targets)),
      ensemble_(context, weights.heads.ensemble,
                hidden_slice(weights, memory, batch,
                             weights.shape.classification_hidden + weights.shape.regression_hidden[0],
                             weights.heads.ensemble.in),
                matrix_view::rows(memory.ensemble.data(), batch, weights.shape.ensemble_outputs())),
      dropout_(context, weights, memory, std::move(masks),
               hidden_slice(weights, memory, batch, weights.shape.classification_hidden,
                            weights.shape.regression_hidden[0])) {}

void head_stage::run(const compute_context& context, bool sample_dropout) {
  hidden_.run(context);
  activate_hidden();
  classification_.run(context);
  regression_hidden_.run(context);
  regression_.run(context);
  ensemble_.run(context);
  finish();
  if (sample_dropout)
    dropout_.run(context);
}

void head_stage::activate_hidden() const {
  const auto width = weights_.heads.hidden.out;
  const auto& norm = weights_.heads.classification_norm;
  for (std::size_t window = 0; window < batch_; ++window) {
    auto* row = memory_.head_hidden.data() + window * width;
    kernels::layer_norm(row, norm.scale.data(), norm.shift.data(), row, weights_.shape.classification_hidden);
    kernels::relu(row, width);
  }
}

void head_stage::finish() const {
  const auto classes = weights_.shape.classes, targets = weights_.shape.targets;
  for (std::size_t window = 0; window < batch_; ++window) {
    kernels::softmax(memory_.classification.data() + window * classes, classes);
    const auto* mean = memory_.ensemble.data() + window * (classes + targets);
    auto* chances = memory_.ensemble_classes.data() + window * classes;
    std::copy_n(mean, classes, chances);
    kernels::softmax(chances, classes);
    std::copy_n(mean + classes, targets, memory_.ensemble_targets.data() + window * targets);
  }
}

} // namespace simrun
