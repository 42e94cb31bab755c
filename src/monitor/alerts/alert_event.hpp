#pragma once

#include "core/alert_rule.hpp"
#include "monitor/run_result.hpp"

#include <functional>

namespace simrun {

/// An alert was raised, or is over.
struct alert_event {
  bool raised = false; ///< else it is over
  alert_rule rule;
  time_point at;    ///< end of the window that showed it
  double value = 0; ///< in that window
  simrun::alert alert;
};

/// Told of each event, on a thread of the run's: must be quick and must not throw.
using alert_listener = std::function<void(const alert_event&)>;

} // namespace simrun
