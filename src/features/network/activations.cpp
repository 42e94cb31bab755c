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
    : activations(activations(0, s, batch_max, length, kernel_max).divider_.bytes(), s, batch_max, length,
                  kernel_max) {}

activations::activations(std::size_t bytes, const model_shape& s, std::size_t batch_max, std::size_t length,
                         std::size_t kernel_max)
    : block_(bytes),
      divider_(block_.data()),
      attention_scratch(divider_.floats(simrun::attention_scratch(widest_query(s), length))),
      unfolded(divider_.floats(batch_max * length * kernel_max * s.channels)),
      convolved(divider_.floats(batch_max * length * s.cnn_width())),
      query_key_value(divider_.floats(batch_max * length * odd_stride(3 * s.cnn_width()))),
      attended_and_input(divider_.floats(batch_max * length * (s.cnn_width() + s.channels))),
      cnn_features(divider_.floats(batch_max * length * s.cnn_features())),
      gates(divider_.floats(batch_max * length * s.directions() * lstm_gates * padded_units(s.hidden))),
      step_gates(divider_.floats(batch_max * lstm_gates * padded_units(s.hidden))),
      cell(divider_.floats(s.directions() * batch_max * padded_units(s.hidden))),
      lstm_output(divider_.floats(batch_max * length * s.lstm_features())),
      lstm_features(divider_.floats(batch_max * length * s.lstm_features())),
      lstm_attention(divider_.floats(batch_max * length * s.lstm_attention)),
      lstm_scores(divider_.floats(batch_max * length)),
      lstm_context(divider_.floats(batch_max * s.lstm_features())),
      query(divider_.floats(batch_max * s.fusion)),
      folded_query(
          divider_.floats(batch_max * s.fusion_heads * std::max(s.lstm_features(), s.cnn_features()))),
      weighted_steps(
          divider_.floats(batch_max * s.fusion_heads * std::max(s.lstm_features(), s.cnn_features()))),
      attended(divider_.floats(batch_max * 2 * s.fusion)),
      joined(divider_.floats(batch_max * s.fusion)),
      fused_features(divider_.floats(batch_max * s.fusion)),
      head_hidden(divider_.floats(
          batch_max * (s.classification_hidden + s.regression_hidden[0] + s.ensemble * s.ensemble_hidden))),
      classification(divider_.floats(batch_max * s.classes)),
      regression_hidden(divider_.floats(batch_max * s.regression_hidden[1])),
      regression(divider_.floats(batch_max * s.targets)),
      ensemble(divider_.floats(batch_max * s.ensemble_outputs())),
      ensemble_classes(divider_.floats(batch_max * s.classes)),
      ensemble_targets(divider_.floats(batch_max * s.targets)),
      dropped_first(divider_.floats(batch_max * dropout_samples * s.regression_hidden[0])),
      dropped_second(divider_.floats(batch_max * dropout_samples * s.regression_hidden[1])),
      sampled(divider_.floats(batch_max * dropout_samples * s.targets)),
      uncertainty(divider_.floats(batch_max * s.targets)) {}

} // namespace simrun
