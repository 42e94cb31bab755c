#pragma once

#include "core/outcome.hpp"
#include "core/request.hpp"
#include "core/result.hpp"
#include "core/worker_pool.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

struct feature_vector;
/// Features on their way from a worker to the cache and the issuer; on the virtual clock there are none.
using features_ptr = std::shared_ptr<const feature_vector>;

/// Why a request failed, in words that do not depend on the request, so that equal ones can be counted. Null
/// where nothing failed.
using reason_ptr = std::shared_ptr<const std::string>;

/// What the cache is asked, and what it is told.
struct cache_probe {
  request_id id = 0;
  window_id window;
};
struct cache_answer {
  request_id id = 0;
  bool hit = false;
  features_ptr features;
};
struct cache_entry {
  window_id window;
  features_ptr features;
  outcome made_by = outcome::extracted; ///< what gave the features; on the virtual clock only this says it
};

/// A batch for a worker, with what it needs to know.
struct work_item {
  ticket turn;
  window_id window;
};
struct work_batch_order {
  std::uint32_t worker = 0;
  std::uint32_t incarnation = 0;
  std::uint64_t number = 0; ///< of the batch; the report repeats it
  std::vector<work_item> items;
};

/// The fallback is a worker with a number of its own.
inline constexpr std::uint32_t fallback_worker = 0xffff'ffff;

/// What a worker says of a batch: every item with features, or the kind of error.
struct work_result {
  ticket turn;
  features_ptr features{};
  std::optional<error_code> problem{};
  reason_ptr reason{}; ///< of the problem
};
struct work_report {
  std::uint32_t worker = 0;
  std::uint32_t incarnation = 0;
  std::uint64_t number = 0;
  duration service{}; ///< the time of the whole batch, which each of its requests spent inside
  std::vector<work_result> results;
};

/// How a request ended, for its issuer.
struct completion {
  request_id id = 0;
  outcome how = outcome::failed;
  std::optional<duration> service{}; ///< time inside an extractor, where it was in one
  bool resource_error = false;
  features_ptr features{};
  reason_ptr reason{}; ///< of a failure
};

/// Everything the dispatcher wants sent, in the order in which it came up.
struct dispatcher_actions {
  std::vector<cache_probe> probes;
  std::vector<cache_entry> stores;
  std::vector<work_batch_order> work;      ///< to the extractors
  std::vector<work_batch_order> fallbacks; ///< to the fallback
  std::vector<completion> completions;     ///< to the issuer

  void clear() noexcept {
    probes.clear();
    stores.clear();
    work.clear();
    fallbacks.clear();
    completions.clear();
  }
};

/// Cumulative, for the books of a run.
struct dispatcher_statistics {
  duration extractor_busy{}; ///< summed over workers
  std::uint64_t batches = 0;
  std::uint64_t retries = 0;
  std::uint64_t late_results = 0;     ///< came for a request that had moved on
  std::uint64_t expired = 0;          ///< forgotten here because their deadline had passed
  std::uint64_t attempt_timeouts = 0; ///< requests in the hands of a worker, or the fallback, that was late
  std::uint64_t probe_timeouts = 0;   ///< of the cache
  duration breaker_not_closed{};

  dispatcher_statistics& operator+=(const dispatcher_statistics& other) noexcept {
    extractor_busy += other.extractor_busy;
    batches += other.batches;
    retries += other.retries;
    late_results += other.late_results;
    expired += other.expired;
    attempt_timeouts += other.attempt_timeouts;
    probe_timeouts += other.probe_timeouts;
    breaker_not_closed += other.breaker_not_closed;
    return *this;
  }
  friend dispatcher_statistics operator-(dispatcher_statistics a, const dispatcher_statistics& b) noexcept {
    a.extractor_busy -= b.extractor_busy;
    a.batches -= b.batches;
    a.retries -= b.retries;
    a.late_results -= b.late_results;
    a.expired -= b.expired;
    a.attempt_timeouts -= b.attempt_timeouts;
    a.probe_timeouts -= b.probe_timeouts;
    a.breaker_not_closed -= b.breaker_not_closed;
    return a;
  }
};

} // namespace simrun
