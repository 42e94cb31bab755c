#include "features/network/activations.hpp"

#include "features/network/attention.hpp"
#include "features/network/kernels/lstm_kernels.hpp"

namespace simrun {

namespace {

/// Of all attentions: heads of the CNN's features, and folded queries.
std::size_t widest_query(const model_shape& s) {
  return std::max({s.cnn_width() / s.cnn_heads, s.lstm_features(), s.cnn_features()});
}

} // namespace

activations::activations(const model_shape& s, std::size_t batch_max, std::size_t length,
                         std::size_t kernel_max)
    : attention_scratch(simrun::attention_scratch(widest_query(s), length)),
      unfolded(batch_max * length * kernel_max * s.channels),
      convolved(batch_max * length * s.cnn_width()),
      query_key_value(batch_max * length * odd_stride(3 * s.cnn_width())),
      attended_and_input(batch_max * length * (s.cnn_width() + s.channels)),
      cnn_features(batch_max * length * s.cnn_features()),
      gates(batch_max * length * s.directions() * lstm_gates * padded_units(s.hidden)),
      step_gates(batch_max * lstm_gates * padded_units(s.hidden)),
      cell(s.directions() * batch_max * padded_units(s.hidden)),
      lstm_output(batch_max * length * s.lstm_features()),
      lstm_features(batch_max * length * s.lstm_features()),
      lstm_attention(batch_max * length * s.lstm_attention),
      lstm_scores(batch_max * length),
      lstm_context(batch_max * s.lstm_features()),
      query(batch_max * s.fusion),
      folded_query(batch_max * s.fusion_heads * std::max(s.lstm_features(), s.cnn_features())),
      weighted_steps(batch_max * s.fusion_heads * std::max(s.lstm_features(), s.cnn_features())),
      attended(batch_max * 2 * s.fusion),
      joined(batch_max * s.fusion),
      fused_features(batch_max * s.fusion),
      head_hidden(batch_max *
                  (s.classification_hidden + s.regression_hidden[0] + s.ensemble * s.ensemble_hidden)),
      classification(batch_max * s.classes),
      regression_hidden(batch_max * s.regression_hidden[1]),
      regression(batch_max * s.targets),
      ensemble(batch_max * s.ensemble_outputs()),
      ensemble_classes(batch_max * s.classes),
      ensemble_targets(batch_max * s.targets),
      dropped_first(batch_max * dropout_samples * s.regression_hidden[0]),
      dropped_second(batch_max * dropout_samples * s.regression_hidden[1]),
      sampled(batch_max * dropout_samples * s.targets),
      uncertainty(batch_max * s.targets) {}

} // namespace simrun
