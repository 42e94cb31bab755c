#pragma once

#include "core/result.hpp"
#include "core/time.hpp"
#include "features/cached_feature_extractor.hpp"
#include "features/feature_extractor.hpp"
#include "features/model_kind.hpp"
#include "features/network/compute/precision.hpp"
#include "features/network/weights/model_weights.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace simrun {

/// What all extractors of a run have in common.
struct feature_extraction_config {
  model_kind model = model_kind::network;
  std::optional<std::string> weights; ///< a safetensors file; none: random weights of the default size
  model_precision precision = model_precision::f32;
  std::uint64_t seed = 1;  ///< of random weights, and of the dropout behind uncertainties
  bool standardise = true; ///< each column of a window, before the network
  std::size_t window = 60; ///< bars; extractors are ready for that many at start
  bool cache_enabled = true;
  std::size_t cache_capacity = 1000;
  duration cache_ttl = std::chrono::seconds(60);
  bool fallback_enabled = true;
};

enum class extractor_kind { model, cached, fallback };

/// Makes the extractors of a run, one for each thread that computes. The weights are loaded once (never for a
/// null model), and all share them; those of kind `cached` share one cache. The extractors may outlive the
/// factory.
class feature_extractor_factory {
public:
  /// Loads the weights. `clock` tells the cache how late it is; without a cache it may be empty. The error is
  /// the one of load_weights, or says that model and window do not fit.
  static result<feature_extractor_factory> load(feature_extraction_config config,
                                                std::function<time_point()> clock);

  /// The error is unavailable for what the configuration has switched off, and else that of
  /// cnn_lstm_extractor::make.
  result<std::unique_ptr<feature_extractor>> make(extractor_kind kind) const;

  const feature_extraction_config& config() const noexcept { return config_; }
  /// None of a null model.
  const std::shared_ptr<const model_weights>& weights() const noexcept { return weights_; }
  /// None where the cache is switched off.
  const std::shared_ptr<shared_feature_cache>& cache() const noexcept { return cache_; }
  /// For cache keys: tells apart models, their precision, and whether their windows are standardised.
  std::uint64_t model_identity() const noexcept;

private:
  feature_extractor_factory(feature_extraction_config config, std::shared_ptr<const model_weights> weights,
                            std::function<time_point()> clock);

  std::size_t feature_count() const noexcept;
  result<std::unique_ptr<feature_extractor>> make_model() const;
  result<std::unique_ptr<feature_extractor>> make_cached() const;
  result<std::unique_ptr<feature_extractor>> make_fallback() const;

  feature_extraction_config config_;
  std::shared_ptr<const model_weights> weights_;
  std::shared_ptr<shared_feature_cache> cache_;
  std::function<time_point()> clock_;
};

} // namespace simrun
