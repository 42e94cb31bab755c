#pragma once

#include "features/feature_extractor.hpp"
#include "features/network/compute/precision.hpp"
#include "features/network/network.hpp"

#include <cstdint>
#include <memory>

namespace simrun {

struct cnn_lstm_options {
  /// Whether each column of a window is brought to mean 0 and (population) standard deviation 1 first. A
  /// column that does not move becomes 0.
  bool standardise = true;
  /// The window length to be ready for at start; others are made ready when they first come. 0 takes the
  /// one the model was trained on.
  std::size_t window_length = 0;
  /// Two extractors with the same seed report the same uncertainties.
  std::uint64_t dropout_seed = 0;
  model_precision precision = model_precision::f32;
};

/// Features by the CNN+LSTM hybrid. Windows of one length are computed together, up to 16 at a time. What
/// comes out of the network is delivered only if all of it is finite.
class cnn_lstm_extractor final : public feature_extractor {
public:
  /// The error is `resource` where memory or the compute library fails, bad_input for an impossible length.
  static result<std::unique_ptr<cnn_lstm_extractor>> make(std::shared_ptr<const model_weights> weights,
                                                          const cnn_lstm_options& options = {});

  std::string_view name() const noexcept override { return "cnn_lstm"; }
  std::size_t feature_count() const noexcept override { return weights_->shape.fusion; }
  std::size_t window_length_min() const noexcept override { return 10; }

  void extract(std::span<const window_view> windows, std::span<extraction> results,
               std::stop_token stop = {}) override;

private:
  cnn_lstm_extractor(std::shared_ptr<const model_weights> weights, const cnn_lstm_options& options)
      : weights_(std::move(weights)), options_(options) {}

  result<network*> network_for(std::size_t length);
  std::optional<error> check(const window_view& window) const;
  void extract_group(std::span<const std::size_t> group, std::span<const window_view> windows,
                     std::span<extraction> results, const std::stop_token& stop);
  void deliver(const stage_outputs& stages, std::size_t row, extraction& to) const;

  std::shared_ptr<const model_weights> weights_;
  cnn_lstm_options options_;
  std::vector<network> networks_; ///< the most recently used last
  std::vector<std::size_t> order_;
  std::vector<float> input_;
};

} // namespace simrun
