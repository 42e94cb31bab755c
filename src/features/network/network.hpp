#pragma once

#include "core/result.hpp"
#include "features/network/compute/precision.hpp"
#include "features/network/weights/model_weights.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <span>
#include <stop_token>

namespace simrun {

inline constexpr std::size_t network_batch_max = 16;
/// The longest window: the attention's memory grows with its square.
inline constexpr std::size_t network_length_max = 4096;

/// The largest batch worth running for a window length. Past some thousand steps a batch gets no faster
/// per window: what it works on leaves the second-level cache.
constexpr std::size_t batch_max_for(std::size_t length) noexcept {
  return std::clamp<std::size_t>(1024 / length, 1, network_batch_max);
}

/// Every stage of one batch, B windows of T steps. The spans last until the next run.
struct stage_outputs {
  std::span<const float> cnn_features;            ///< [B, T, fusion / 2]
  std::span<const float> lstm_features;           ///< [B, T, directions x hidden]
  std::span<const float> lstm_context;            ///< [B, directions x hidden]
  std::span<const float> fused_features;          ///< [B, fusion], of the last step
  std::span<const float> classification_probs;    ///< [B, classes]
  std::span<const float> regression_mean;         ///< [B, targets], without dropout
  std::span<const float> regression_uncertainty;  ///< [B, targets], standard deviation under dropout
  std::span<const float> ensemble_classification; ///< [B, classes]
  std::span<const float> ensemble_regression;     ///< [B, targets]
  std::span<const float> ensemble_weights;        ///< [members], softmaxed
};

/// The CNN+LSTM hybrid for windows of one length, with all memory it works in. Instances share their
/// weights; each belongs to one thread at a time.
class network {
public:
  /// `batch_max` from 1 to network_batch_max, `length` from 1 to network_length_max. The error is
  /// `resource` where memory or the compute library fails, `unavailable` where the processor has no bf16.
  static result<network> make(std::shared_ptr<const model_weights> weights, std::size_t batch_max,
                              std::size_t length, std::uint64_t dropout_seed = 0,
                              model_precision precision = model_precision::f32);
  network(network&&) noexcept;
  network& operator=(network&&) noexcept;
  ~network();

  std::size_t batch_max() const noexcept;
  std::size_t length() const noexcept;

  /// Creates what batches of 1, 2, 4, 8 and so on up to `batch_max` need; otherwise the first run of each
  /// size does.
  result<void> prepare();

  /// On at first. Off, no samples under dropout are computed and `regression_uncertainty` is empty.
  void sample_dropout(bool on) noexcept;

  /// `input` is [B, channels, T], B from 1 to `batch_max`. The error is `cancelled` when `stop` was
  /// requested, which is looked at between stages.
  result<stage_outputs> run(std::span<const float> input, const std::stop_token& stop = {});

private:
  struct parts;
  explicit network(std::unique_ptr<parts> p) noexcept;

  std::unique_ptr<parts> parts_;
};

} // namespace simrun
