#include "core/alert_rule.hpp"

#include "core/requirement_bound.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace simrun {

namespace {

/// How far from the bound an alert is over, where nobody says: a value that stays near the bound must not
/// raise it again and again.
constexpr double clear_distance = 0.1;

constexpr std::array<std::string_view, 7> of_intervals{
    "cpu_utilization", "memory_usage_mb", "heap_mb_max",      "open_descriptors_max",
    "threads_max",     "queue_depth_max", "mailbox_depth_max"};

failure bad(std::string message) {
  return fail(error_code::bad_input, std::move(message));
}

/// What a requirement may say and an alert may not.
std::optional<std::string> check_plain(const requirement& r) {
  if (!r.group.empty() || r.outcome || r.during)
    return "an alert is of all requests: leave out what stands in { }";
  if (r.window)
    return "the window of an alert is a key of its own: write over = \"" + to_text(*r.window) + "\"";
  if (!follows_from_outcomes(r.metric) && !is_of_intervals(r.metric))
    return "no window of a run has '" + r.metric +
           "'; use a latency, a rate or share of outcomes, cpu_utilization, memory_usage_mb or "
           "queue_depth_max";
  return std::nullopt;
}

bool is_upper(const alert_rule& rule) noexcept {
  return rule.compare == comparison::greater || rule.compare == comparison::greater_equal;
}

} // namespace

bool alert_rule::is_bad(double value) const noexcept {
  return stands(value, compare, bound);
}

double alert_rule::clear_bound() const noexcept {
  if (clear)
    return *clear;
  const auto room = !is_upper(*this) && find_metric(metric)->unit == metric_unit::share
                        ? std::min(bound, 1 - bound)
                        : std::abs(bound);
  return bound + (is_upper(*this) ? -1 : 1) * clear_distance * room;
}

bool alert_rule::is_over(double value) const noexcept {
  const auto limit = clear_bound();
  return !is_bad(value) && (is_upper(*this) ? value <= limit : value >= limit);
}

bool alert_rule::is_worse(double a, double b) const noexcept {
  return is_upper(*this) ? a > b : a < b;
}

result<alert_rule> parse_alert_rule(std::string_view text) {
  if (text.find_first_of("<>") == text.npos)
    return bad("'" + std::string(text) +
               "' is no rule such as \"latency_p95 > 100 ms\": it has none of < <= > >=");
  const auto read = parse_requirement(text);
  if (!read)
    return failure(read.error());
  if (auto wrong = check_plain(*read))
    return bad(std::move(*wrong));
  alert_rule rule;
  rule.text = read->text;
  rule.metric = read->metric;
  rule.compare = read->compare;
  rule.bound = read->bound;
  return rule;
}

result<double> parse_clear_bound(std::string_view text, const alert_rule& rule) {
  const auto limit = parse_bound(text, *find_metric(rule.metric));
  if (!limit)
    return failure(limit.error());
  if (rule.is_bad(*limit) && *limit != rule.bound)
    return bad("an alert of '" + rule.text + "' is over where that is not so, and at " + std::string(text) +
               " it is");
  return *limit;
}

std::vector<alert_rule> default_alert_rules() {
  auto critical = parse_alert_rule("latency_p95 > 100 ms").value();
  auto warning = parse_alert_rule("latency_p99 > 200 ms").value();
  warning.severity = severity::warning;
  return {std::move(critical), std::move(warning)};
}

bool is_of_intervals(std::string_view metric) noexcept {
  return std::ranges::find(of_intervals, metric) != of_intervals.end();
}

} // namespace simrun
