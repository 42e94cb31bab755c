#pragma once

#include "monitor/health_rules.hpp"
#include "monitor/load_slice.hpp"

#include <cstdint>
#include <optional>

namespace simrun {

/// Time-based availability: uptime / (uptime + downtime), as in Site Reliability Engineering (Beyer et al.
/// 2016, chapter 3), with the second as the smallest piece of time that is up or down, as ITU-T G.826 has it.
/// A second is up if the requests that were due in it keep to the health rules; one without requests is
/// neither.
class availability_meter {
public:
  explicit availability_meter(const health_rules& rules) : rules_(&rules) {}

  /// Slices in the order of time, without gaps, none of them across a second's end.
  void feed(const load_slice& slice);

  /// Nothing where nothing was due. The last second counts as far as it went.
  std::optional<double> share() const;

private:
  struct times {
    duration up{};
    duration all{};
  };

  times with_open() const;

  const health_rules* rules_;
  load_slice open_{run_start, run_start, {}}; ///< the second that is not over yet
  times done_;
};

} // namespace simrun
