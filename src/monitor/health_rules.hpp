#pragma once

#include "core/requirement.hpp"
#include "monitor/load_slice.hpp"

#include <span>
#include <vector>

namespace simrun {

/// What a healthy system keeps to from one moment to the next: those of a scenario's critical requirements
/// that can be judged over a short stretch and speak of the service's quality. These are upper bounds on
/// latencies and on shares of requests that were rejected, timed out, failed or fell back, and lower bounds
/// on success_rate. Counts and rates depend on the load, a hit rate on what is asked; a bound on the other
/// side says what the scenario is about. Without any such requirement, that some request succeeds.
///
/// A rule holds by its value alone: in a short stretch there is no more confidence to be had.
class health_rules {
public:
  explicit health_rules(std::span<const requirement> requirements);

  /// The first rule that the requests of a stretch do not keep to. None where all hold, or no request tells.
  const requirement* broken_in(const load_slice& stretch) const;

private:
  std::vector<requirement> rules_;
};

} // namespace simrun
