#pragma once

#include "core/time.hpp"
#include "features/cache_key.hpp"
#include "features/compute_once.hpp"
#include "features/feature_cache.hpp"
#include "features/feature_extractor.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace simrun {

/// What extractors of several threads share: the features kept, and which are being computed.
struct shared_feature_cache {
  shared_feature_cache(std::size_t capacity, duration ttl) : kept(capacity, ttl) {}

  feature_cache kept;
  compute_once computing;
};

/// Puts a cache before another extractor. Of a batch, only windows that are not kept go on to it, as one
/// batch and each of them once; a window that another thread computes just now is waited for. What this
/// extractor did not have to compute says that it comes from the cache. Errors and features of the fallback
/// are never kept. An error that lies in the window is the answer for all who wait for it; after any other
/// the next of them computes.
class cached_feature_extractor final : public feature_extractor {
public:
  /// `model_identity` tells apart what may share a cache without sharing features, see key_of.
  cached_feature_extractor(std::unique_ptr<feature_extractor> inner,
                           std::shared_ptr<shared_feature_cache> cache, std::uint64_t model_identity,
                           std::function<time_point()> clock);

  std::string_view name() const noexcept override { return "cached"; }
  std::size_t feature_count() const noexcept override { return inner_->feature_count(); }
  std::size_t window_length_min() const noexcept override { return inner_->window_length_min(); }

  void extract(std::span<const window_view> windows, std::span<extraction> results,
               std::stop_token stop = {}) override;

private:
  struct flight {
    std::size_t window; ///< index in the batch
    compute_once::seat seat;
  };

  bool answer_from_cache(std::size_t i, extraction& result, time_point now);
  void board(std::span<extraction> results, std::vector<flight>& leading, std::vector<flight>& waiting);
  void compute(std::span<const window_view> windows, std::span<extraction> results,
               std::vector<flight>& leading, const std::stop_token& stop);
  compute_once::outcome_to_share keep(std::size_t i, const extraction& done);

  std::unique_ptr<feature_extractor> inner_;
  std::shared_ptr<shared_feature_cache> cache_;
  std::uint64_t model_identity_;
  std::function<time_point()> clock_;

  // Of the batch in hand. They keep their memory from batch to batch.
  std::vector<cache_key> keys_;
  std::vector<std::size_t> missing_;
  std::vector<window_view> inner_windows_;
  std::vector<extraction> inner_results_;
};

} // namespace simrun
