#pragma once

#include "core/alert_rule.hpp"

#include <optional>

namespace simrun {

enum class alert_change { none, raised, cleared };

/// One rule while a run goes on, told of one value after another. It is raised once values have been bad for
/// the rule's hold time, with none that was not between them, and cleared by the first that is over.
class alert_state {
public:
  explicit alert_state(alert_rule rule) : rule_(std::move(rule)) {}

  /// Times must grow. No value where nothing could be measured: that says neither.
  alert_change look(time_point at, std::optional<double> value);

  const alert_rule& rule() const noexcept { return rule_; }
  bool raised() const noexcept { return raised_; }
  /// Of the present alert, or the last: when the first value was bad that led to it.
  time_point start() const noexcept { return start_; }
  /// The worst from then on.
  double peak() const noexcept { return peak_; }

private:
  alert_change look_while_raised(double value);

  alert_rule rule_;
  bool pending_ = false; ///< bad, but not for long enough yet
  bool raised_ = false;
  time_point start_{};
  double peak_ = 0;
};

} // namespace simrun
