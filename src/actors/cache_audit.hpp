#pragma once

#include "features/cache_key.hpp"
#include "features/feature_cache.hpp"
#include "monitor/run_audit.hpp"

#include <unordered_map>

namespace simrun {

/// Watches one life of a cache: what it was told to keep and what it gave out, by the run's clock.
class cache_audit {
public:
  explicit cache_audit(run_audit& owner) : owner_(owner) {}
  cache_audit(const cache_audit&) = delete;
  cache_audit& operator=(const cache_audit&) = delete;
  ~cache_audit() { owner_.add(seen_); }

  void offered(const cache_key& key, const features_ptr& features, time_point now);
  void served(const cache_key& key, const features_ptr& features, time_point now);

private:
  run_audit& owner_;
  /// As many as the market has windows.
  std::unordered_map<cache_key, time_point> stored_at_;
  audit_counts seen_;
};

} // namespace simrun
