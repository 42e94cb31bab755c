#pragma once

#include "monitor/alerts/alert_event.hpp"
#include "monitor/alerts/alert_state.hpp"
#include "monitor/alerts/alert_window.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace simrun {

/// Looks at the rules of a run at the end of each interval of its measured part.
class alert_watch {
public:
  /// A run that raises more has a count of the others.
  static constexpr std::size_t kept_max = 100;

  /// No interval that ends after `end` is looked at.
  alert_watch(std::vector<alert_rule> rules, time_point end);

  /// What changed with the interval that ends there, in the order of the rules. A feed of no time is left
  /// out.
  std::vector<alert_event> feed(time_point interval_end, const load_statistics& counted,
                                std::span<const interval> rows);

  /// All that were raised so far, by when they started; those that are not over have no end. Past the first
  /// hundred there is one more, which says how many are missing.
  std::vector<alert> alerts() const;
  /// Those that are not over.
  std::vector<alert> raised_now() const;

private:
  alert describe(const alert_state& state, std::optional<time_point> end) const;

  std::vector<alert_state> states_;
  alert_window window_;
  time_point end_;
  std::vector<alert> over_;
  std::uint64_t not_kept_ = 0;
};

} // namespace simrun
