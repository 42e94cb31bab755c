#pragma once

#include "core/metric.hpp"
#include "core/outcome.hpp"
#include "core/result.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace simrun {

enum class severity { critical, warning };
/// A part of the measured time: while at least one fault was active, or while none was.
enum class run_part { fault, healthy };
enum class comparison { less, less_equal, greater, greater_equal };

/// A sentence a run must make true, such as "latency_p95 < 100 ms". A warning that does not hold is an
/// alert; a critical one fails the run.
struct requirement {
  std::string text;
  std::string metric;
  comparison compare = comparison::less;
  double bound = 0; ///< in the metric's own unit: ms, /s, 0..1, MB
  simrun::severity severity = simrun::severity::critical;
  std::string group{};                      ///< of one load group alone; empty: of all requests
  std::optional<std::size_t> group_index{}; ///< its place among the scenario's, which knows them by name
  std::optional<simrun::outcome> outcome{}; ///< of the requests that ended so alone
  std::optional<run_part> during{};         ///< of the requests that were due in that part alone
  std::optional<duration> window{};         ///< holds in every window of this length, not only in total
  duration grace{};                         ///< of the measured part, before the first window begins
  bool abort = false;                       ///< ends the run as soon as it can no longer hold

  bool holds(double value) const noexcept;
  /// "< 5" and "<= 5", rather than "> 5".
  bool is_upper() const noexcept { return compare == comparison::less || compare == comparison::less_equal; }
  /// How much room is left, as a share of the bound: positive while it holds. Of a zero bound, the
  /// plain distance.
  double margin(double value) const noexcept;
};

/// Reads "METRIC[{SELECTOR}] <|<=|>|>= NUMBER [UNIT] [over DURATION [after DURATION]]". Latency takes ns, us,
/// ms (the default) or s; a share takes a plain number or %; a rate takes /s; memory takes MB or GB. A
/// selector is group=NAME, during=fault or during=healthy, or, of a latency, outcome=NAME; several stand with
/// commas between. `over` takes whole seconds, for a run is measured second by second. The error says what is
/// wrong and what is allowed; a bound that nothing could reach, such as a share of 200 %, is wrong.
result<requirement> parse_requirement(std::string_view text);

/// Whether `abort = true` is of use: whether it can be known before the end that a requirement will not hold.
/// So it is of percentiles and the largest latency, of shares of requests, of requests_failed, and of
/// whatever is asked over windows.
bool can_be_lost_early(const requirement& rule) noexcept;

/// Whether the metric can only move away from the bound while a run goes on: once past it, it stays there.
bool only_gets_worse(const requirement& rule) noexcept;

/// Whether `value` stands in that relation to `bound`.
bool stands(double value, comparison c, double bound) noexcept;
std::string_view symbol_of(comparison c) noexcept;
std::string_view name_of(severity s) noexcept;
std::string_view name_of(run_part part) noexcept;

} // namespace simrun
