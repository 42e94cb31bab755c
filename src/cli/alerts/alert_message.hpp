#pragma once

#include "core/clock_kind.hpp"
#include "monitor/alerts/alert_event.hpp"

#include <string>

namespace simrun {

/// Whose alerts they are.
struct alert_origin {
  std::string scenario;
  clock_kind clock = clock_kind::real;
  std::uint64_t seed = 0;
};

/// For people, a line without its end: "spike at 12s: alert, critical: latency_p95 > 100 ms (132 ms over
/// 5s)".
std::string alert_line(const alert_origin& origin, const alert_event& event);

/// For programs: docs/alerts.md says what it holds. Less than 4 kB.
std::string alert_json(const alert_origin& origin, const alert_event& event);

} // namespace simrun
