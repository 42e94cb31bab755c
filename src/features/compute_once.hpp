#pragma once

#include "core/result.hpp"
#include "features/cache_key.hpp"
#include "features/feature_extractor.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <unordered_map>
#include <utility>

namespace simrun {

/// Of several threads that need the same features at once, one computes and the others wait for its result: a
/// single flight per key.
class compute_once {
public:
  /// Features, or an error that is the same for everybody. Nothing: nobody else can use what came of it.
  using outcome_to_share = std::optional<result<std::shared_ptr<const feature_vector>>>;

  /// A part in one computation. Who leads has to land; a leader that is destroyed first lands with nothing.
  class seat;

  /// The first to join leads, until it lands; those after it wait.
  seat join(const cache_key& key);

private:
  struct computation {
    bool landed = false;
    outcome_to_share outcome;
  };

  /// One for all keys: a computation takes milliseconds, and it is held for a lookup.
  std::mutex mutex_;
  std::condition_variable_any landed_;
  std::unordered_map<cache_key, std::shared_ptr<computation>> under_way_;
};

class compute_once::seat {
public:
  seat(seat&& other) noexcept = default;
  seat& operator=(seat&&) = delete;
  ~seat();

  bool leads() const noexcept { return leads_; }
  /// By the leader, once: gives those who wait what there is to share, or nothing.
  void land(outcome_to_share outcome);
  /// By the others: what the leader landed with. Nothing: it had nothing to share, so join again, the next
  /// leads. An error of kind cancelled where `stop` was requested first.
  outcome_to_share wait(std::stop_token stop);

private:
  friend compute_once;
  seat(compute_once& owner, const cache_key& key, std::shared_ptr<computation> part, bool leads) noexcept
      : owner_(&owner), key_(key), part_(std::move(part)), leads_(leads) {}

  compute_once* owner_;
  cache_key key_;
  std::shared_ptr<computation> part_; ///< none once moved from, or landed
  bool leads_;
};

} // namespace simrun
