#pragma once

#include "core/cpu_budget.hpp"
#include "core/cpu_limit_record.hpp"
#include "features/feature_extractor.hpp"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

namespace simrun {

/// A budget that extractors of several threads share.
class shared_cpu_budget {
public:
  explicit shared_cpu_budget(double cores);

  /// Counts what the calling thread took, and holds it until all have taken no more than they may, or until
  /// it is told to stop.
  void pay(duration taken, const std::stop_token& stop);

  /// How often a thread was held, and for how long, all threads together.
  cpu_throttling throttling() const;

private:
  mutable std::mutex mutex_;
  std::condition_variable_any stopped_;
  cpu_budget budget_;
  cpu_throttling throttling_;
};

using make_extractor = std::function<std::unique_ptr<feature_extractor>()>;

/// Makes an extractor for the calling thread, one that takes its processor time from the budget: after each
/// batch the thread waits until that is paid for, after the first also for the making. So a batch takes as
/// long as on a processor that is as much slower.
std::unique_ptr<feature_extractor> make_throttled(const make_extractor& make,
                                                  std::shared_ptr<shared_cpu_budget> budget);

} // namespace simrun
