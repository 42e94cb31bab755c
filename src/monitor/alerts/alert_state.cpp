#include "monitor/alerts/alert_state.hpp"

namespace simrun {

alert_change alert_state::look(time_point at, std::optional<double> value) {
  if (!value)
    return alert_change::none;
  if (raised_)
    return look_while_raised(*value);
  if (!rule_.is_bad(*value)) {
    pending_ = false;
    return alert_change::none;
  }
  if (!pending_) {
    pending_ = true;
    start_ = at;
    peak_ = *value;
  }
  if (rule_.is_worse(*value, peak_))
    peak_ = *value;
  if (at - start_ < rule_.hold)
    return alert_change::none;
  pending_ = false;
  raised_ = true;
  return alert_change::raised;
}

alert_change alert_state::look_while_raised(double value) {
  if (rule_.is_worse(value, peak_))
    peak_ = value;
  if (!rule_.is_over(value))
    return alert_change::none;
  raised_ = false;
  return alert_change::cleared;
}

} // namespace simrun
