#pragma once

#include "core/requirement.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// When somebody is to be told while a run goes on, and when it is over again. It looks at windows that slide
/// over the run, one at the end of each interval.
struct alert_rule {
  std::string text; ///< what must not be, "latency_p95 > 100 ms"
  std::string metric;
  comparison compare = comparison::greater;
  double bound = 0; ///< in the metric's own unit
  simrun::severity severity = simrun::severity::critical;
  duration window = std::chrono::seconds(5);
  duration hold = std::chrono::seconds(2); ///< from the first window that is bad until it is raised
  std::optional<double> clear{};           ///< where it is over; none: a tenth of the bound away from it, and
                                           ///< of a share no nearer to what it can't reach
  std::string clear_text{};                ///< as somebody wrote it, until the metric is known

  bool is_bad(double value) const noexcept;
  /// Back past the bound where it is over, or at it: between the two an alert stays as it is.
  bool is_over(double value) const noexcept;
  /// Whether `a` is further on the bad side than `b`.
  bool is_worse(double a, double b) const noexcept;
  double clear_bound() const noexcept;

  friend bool operator==(const alert_rule&, const alert_rule&) = default;
};

/// Reads "METRIC <|<=|>|>= NUMBER [UNIT]", with the units of requirements. The metric is one of those that a
/// window of a few seconds has: latencies, rates and shares of outcomes, of all requests, and what was used
/// of the machine and how much waited. The error says what is wrong and what is allowed.
result<alert_rule> parse_alert_rule(std::string_view text);

/// "90 ms", the bound where an alert of that rule is over. It must lie on the good side of the rule's own.
result<double> parse_clear_bound(std::string_view text, const alert_rule& rule);

/// Those of a run that names none: critical "latency_p95 > 100 ms", warning "latency_p99 > 200 ms".
std::vector<alert_rule> default_alert_rules();

/// Whether a metric says what an interval used or how much waited in it, rather than what became of requests.
bool is_of_intervals(std::string_view metric) noexcept;

} // namespace simrun
