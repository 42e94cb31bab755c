#pragma once

#include "actors/run_inputs.hpp"
#include "core/cpu_limit_record.hpp"
#include "features/throttled_feature_extractor.hpp"
#include "monitor/cpu_quota.hpp"

#include <memory>

namespace simrun {

/// Holds the workers of a run, which are its extractors and the fallback, to so many cores together. The
/// threads that make the load and count it are left alone: held up, they would spoil the measurement.
class cpu_limiter {
public:
  /// By the kernel where the limits allow it and it does, else by workers that wait. The error is resource:
  /// a quota was asked for and can't be had.
  static result<cpu_limiter> make(const limits_config& limits);

  /// Extractors that are made from now on are held to it.
  void limit(run_inputs& inputs) const;

  /// As of now.
  cpu_limit_record record() const;

private:
  explicit cpu_limiter(double cores) : cores_(cores) {}

  double cores_;
  // One of them is there.
  std::shared_ptr<cpu_quota> quota_;
  std::shared_ptr<shared_cpu_budget> budget_;
};

} // namespace simrun
