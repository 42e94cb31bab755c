#include "cli/cpu_limiter.hpp"

#include <fmt/format.h>
#include <stdexcept>
#include <utility>

namespace simrun {

namespace {

/// Has the thread that makes an extractor, and will run it, join first.
make_extractor in_quota(make_extractor make, std::shared_ptr<cpu_quota> quota) {
  return [make = std::move(make), quota = std::move(quota)] {
    if (const auto joined = quota->join(); !joined)
      throw std::runtime_error("its processor time can't be limited: " + joined.error().message);
    return make();
  };
}

make_extractor throttled(make_extractor make, std::shared_ptr<shared_cpu_budget> budget) {
  return [make = std::move(make), budget = std::move(budget)] { return make_throttled(make, budget); };
}

} // namespace

result<cpu_limiter> cpu_limiter::make(const limits_config& limits) {
  cpu_limiter limiter(limits.cpu_limit_cores);
  if (limits.cpu_limit_by != cpu_limiting::workers) {
    if (auto quota = cpu_quota::make(limits.cpu_limit_cores)) {
      limiter.quota_ = std::move(*quota);
      return limiter;
    } else if (limits.cpu_limit_by == cpu_limiting::quota) {
      return fail(error_code::resource,
                  fmt::format("there can be no quota of processor time ({}); run as root, or set "
                              "'limits.cpu_limit_by' to \"workers\"",
                              quota.error().message));
    }
  }
  limiter.budget_ = std::make_shared<shared_cpu_budget>(limits.cpu_limit_cores);
  return limiter;
}

void cpu_limiter::limit(run_inputs& inputs) const {
  for (auto* make : {&inputs.make_model, &inputs.make_fallback})
    *make = quota_ ? in_quota(std::move(*make), quota_) : throttled(std::move(*make), budget_);
}

cpu_limit_record cpu_limiter::record() const {
  if (quota_)
    return {cores_, std::string(quota_->kind()), quota_->throttling()};
  return {cores_, "throttled workers", budget_->throttling()};
}

} // namespace simrun
