#pragma once

#include "monitor/health_rules.hpp"
#include "monitor/load_slice.hpp"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <vector>

namespace simrun {

/// Sees when a system is healthy again after each healing. It is, from the first slice on that keeps to the
/// health rules and begins a stretch of `stays` that, taken as a whole, keeps to them too: so one slow
/// request a second later is no relapse unless the rules call it one. A stretch in which nothing was due
/// shows nothing.
///
/// What a slice wide tells is known a slice's width: a tenth of a second. Memory: the slices of one stretch,
/// and the faults that wait.
class recovery_watch {
public:
  recovery_watch(const health_rules& rules, std::size_t faults, duration stays)
      : rules_(&rules), stays_(stays), recoveries_(faults) {}

  void healed(std::size_t fault, time_point at);
  /// Slices in the order of time, without gaps.
  void feed(const load_slice& slice);

  /// Of each fault, from its healing on; none where it was not seen to the end of such a stretch.
  const std::vector<std::optional<duration>>& recoveries() const noexcept { return recoveries_; }
  /// The rule that was broken last while a fault waited, by its text; empty where none was.
  const std::string& held_up_by() const noexcept { return held_up_by_; }

private:
  struct healing {
    std::size_t fault;
    time_point at;
  };

  bool stretch_is_healthy();
  void look_at_stretch();

  const health_rules* rules_;
  duration stays_;
  std::vector<std::optional<duration>> recoveries_;
  std::deque<load_slice> stretch_;
  std::vector<healing> waiting_;
  std::string held_up_by_;
};

} // namespace simrun
