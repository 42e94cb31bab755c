#include "actors/cache_audit.hpp"

#include <algorithm>

namespace simrun {

namespace {

bool is_of_fallback(const features_ptr& features) {
  return features && features->source == feature_source::fallback;
}

} // namespace

void cache_audit::offered(const cache_key& key, const features_ptr& features, time_point now) {
  stored_at_[key] = now;
  if (!is_of_fallback(features))
    return;
  ++seen_.fallback_offered;
  owner_.note_sign();
}

void cache_audit::served(const cache_key& key, const features_ptr& features, time_point now) {
  const auto stored = stored_at_.find(key);
  const auto age = stored == stored_at_.end() ? duration::max() : now - stored->second;
  seen_.served_age_max = std::max(seen_.served_age_max, age);
  if (!is_of_fallback(features))
    return;
  ++seen_.fallback_served;
  owner_.note_sign();
}

} // namespace simrun
