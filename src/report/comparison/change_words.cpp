#include "report/comparison/change_words.hpp"

#include "monitor/readable.hpp"
#include "report/comparison/compared_metrics.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace simrun::change_words {

namespace {

/// As many decimals as leave three digits at most, for changes of 0.05 % and of 1234 % alike.
std::string percent(double share) {
  const double percent = share * 100;
  if (std::isinf(percent))
    return percent < 0 ? "-100 %" : "any";
  const double size = std::abs(percent);
  return fmt::format("{:+.{}f} %", percent, size < 99.95 ? 1 : 0);
}

std::string points(double difference) {
  return fmt::format("{:+.2f}", difference * 100);
}

std::string number(const metric_change& c, double change) {
  return is_share_of_requests(c.name) ? points(change) : percent(change);
}

std::size_t count(const build_comparison& c, change_verdict v) {
  return static_cast<std::size_t>(std::ranges::count(c.changes, v, &metric_change::verdict));
}

std::size_t judged(const build_comparison& c) {
  return c.changes.size() - count(c, change_verdict::not_judged);
}

std::string names(const build_comparison& c, change_verdict v) {
  std::string all;
  for (const auto& change : c.changes)
    if (change.verdict == v)
      all += (all.empty() ? "" : ", ") + change.name;
  return all;
}

} // namespace

std::string change_text(const metric_change& c) {
  if (!c.change)
    return "-";
  return number(c, *c.change) + (is_share_of_requests(c.name) ? " points" : "");
}

std::string interval_text(const metric_change& c) {
  if (!c.interval)
    return "";
  if (std::isinf(c.interval->upper))
    return "anywhere";
  return number(c, c.interval->lower) + " to " + number(c, c.interval->upper);
}

std::string verdict_text(const metric_change& c) {
  if (c.verdict == change_verdict::not_judged)
    return "";
  return std::string(name_of(c.verdict)) + (c.why.empty() ? "" : ": " + c.why);
}

std::string value_text(const metric_change& c, const std::optional<double>& v) {
  return v ? readable(c.name, *v) : "-";
}

headline headline_of(const build_comparison& c) {
  const auto of = fmt::format("of {} metrics", judged(c));
  if (const auto worse = count(c, change_verdict::worse))
    return {"WORSE", fmt::format("{} {} of {} {} worse: {}.", worse, of, c.scenario,
                                 worse == 1 ? "is" : "are", names(c, change_verdict::worse))};
  if (const auto better = count(c, change_verdict::better))
    return {"BETTER", fmt::format("{} {} of {} {} better, none worse: {}.", better, of, c.scenario,
                                  better == 1 ? "is" : "are", names(c, change_verdict::better))};
  if (const auto open = count(c, change_verdict::cant_tell))
    return {"NO REGRESSION FOUND", fmt::format("{} {} of {} can't be told: {}.", open, of, c.scenario,
                                               names(c, change_verdict::cant_tell))};
  return {"NO DIFFERENCE", fmt::format("none of {} metrics of {} changed by {:.3g} % or more.", judged(c),
                                       c.scenario, c.minimum_effect * 100)};
}

std::string legend(const build_comparison& c) {
  return fmt::format(
      "A change counts from {0:.3g} % on, of a share of the requests from {1:.3g} points. "
      "Intervals are at 95 %. 'No difference': the interval lies within that. 'Worse' and "
      "'better': the change is that large, and no chance: were all metrics as before, at most 5 % "
      "of comparisons would say so of any.",
      c.minimum_effect * 100, c.minimum_effect * 10);
}

} // namespace simrun::change_words
