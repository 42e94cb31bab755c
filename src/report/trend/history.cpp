#include "report/trend/history.hpp"

#include "monitor/ranks.hpp"
#include "monitor/statistics/level_changes.hpp"
#include "monitor/statistics/student_estimate.hpp"
#include "report/comparison/comparability.hpp"
#include "report/comparison/compared_metrics.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>
#include <span>

namespace simrun {

namespace {

/// The chance of any false alarm among the metrics of a history, of changes of level and of the newest run
/// each.
constexpr double false_alarms = 0.01;
/// A level of fewer runs says too little of how far chance moves the next.
constexpr std::size_t level_min = 4;

/// Why a run says nothing of its build; empty where it does.
std::string doubt_of(const run_result& r) {
  return r.broken        ? "it broke"
         : r.interrupted ? "it was interrupted"
         : r.aborted     ? "it ended early"
         : r.disturbed   ? "it was disturbed"
         : r.search      ? "it is a search"
                         : "";
}

bool earlier(const past_run& a, const past_run& b) {
  if (a.result.started_at != b.result.started_at)
    return a.result.started_at < b.result.started_at;
  return ::strverscmp(a.name.c_str(), b.name.c_str()) < 0;
}

/// A metric where it was measured, on the scale on which its changes add up.
struct scaled_series {
  std::vector<std::size_t> runs;
  std::vector<double> values;
};

scaled_series scaled(std::string_view metric, const std::vector<std::optional<double>>& values) {
  scaled_series found;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i] && (is_share_of_requests(metric) || *values[i] > 0)) {
      found.runs.push_back(i);
      found.values.push_back(scaled_change(metric, is_share_of_requests(metric) ? 0 : 1, *values[i]));
    }
  return found;
}

class metric_search {
public:
  metric_search(const compared_metric& metric, double minimum_effect, double level)
      : metric_(metric), minimum_effect_(minimum_effect), level_(level) {}

  void search(metric_trend& found) const {
    const auto series = scaled(metric_.name, found.values);
    // Small steps in one direction are to be seen as one: those that do not matter are no levels.
    const double smallest = smallest_change(metric_.name, minimum_effect_);
    const double difference_min = scaled_change(metric_.name, 1, 1 + smallest);
    const auto changes =
        find_level_changes(series.values, {.strict_level = level_, .difference_min = difference_min});
    std::vector<std::size_t> cuts{0};
    for (const auto& c : changes)
      cuts.push_back(c.first_after);
    cuts.push_back(series.values.size());
    for (std::size_t i = 1; i + 1 < cuts.size(); ++i)
      add_step(found, series, cuts[i - 1], cuts[i], cuts[i + 1]);
    found.newest = newest_of(series, cuts[cuts.size() - 2]);
  }

private:
  double level_of(const scaled_series& s, std::size_t first, std::size_t end) const {
    return median_of(std::span(s.values).subspan(first, end - first));
  }

  bool matters(double change) const {
    return std::abs(change) >= smallest_change(metric_.name, minimum_effect_);
  }

  bool worse(double change) const { return (change > 0) == metric_.less_is_better; }

  /// From the scale back to the metric itself.
  double value_of(double scaled) const {
    return is_share_of_requests(metric_.name) ? scaled : 1 + change_of(metric_.name, scaled);
  }

  void add_step(metric_trend& to, const scaled_series& s, std::size_t first, std::size_t at,
                std::size_t end) const {
    const double before = level_of(s, first, at);
    const double after = level_of(s, at, end);
    if (const double change = change_of(metric_.name, after - before); matters(change))
      to.steps.push_back({s.runs[at], value_of(before), value_of(after), change, worse(change)});
  }

  std::optional<newest_step> newest_of(const scaled_series& s, std::size_t level_begins) const {
    if (s.values.size() < level_begins + level_min + 1)
      return std::nullopt;
    const auto before = std::span(s.values).subspan(level_begins, s.values.size() - 1 - level_begins);
    const double level = median_of(before);
    const double change = change_of(metric_.name, s.values.back() - level);
    if (!matters(change) || step_from(before, s.values.back()).chance() > level_)
      return std::nullopt;
    return newest_step{value_of(level), change, worse(change)};
  }

  const compared_metric& metric_;
  double minimum_effect_, level_;
};

history history_of(std::string conditions, const std::vector<past_run>& runs, double minimum_effect) {
  history h{std::move(conditions), {}, {}};
  for (const auto& run : runs)
    h.runs.push_back(run.name);
  for (const auto& metric : judged_metrics()) {
    std::vector<std::optional<double>> values;
    for (const auto& run : runs)
      values.push_back(run.result.metric(metric.name));
    if (std::ranges::any_of(values, [](const auto& v) { return v.has_value(); }))
      h.metrics.push_back({std::string(metric.name), std::move(values), {}, {}});
  }
  const double level = false_alarms / static_cast<double>(h.metrics.size());
  for (auto& m : h.metrics)
    metric_search(*std::ranges::find(judged_metrics(), m.name, &compared_metric::name), minimum_effect, level)
        .search(m);
  return h;
}

} // namespace

bool metric_trend::regressed() const noexcept {
  return (newest && newest->worse) || (!newest && !steps.empty() && steps.back().worse);
}

bool history::regressed() const noexcept {
  return std::ranges::any_of(metrics, &metric_trend::regressed);
}

found_histories histories_of(std::vector<past_run> runs, const history_options& options) {
  found_histories found;
  std::map<std::string, std::vector<past_run>> by_conditions;
  for (auto& run : runs)
    if (const auto doubt = doubt_of(run.result); !doubt.empty())
      found.left_out.push_back(run.name + ": " + doubt);
    else
      by_conditions[conditions_of(run.result)].push_back(std::move(run));
  bool begins = !options.since;
  for (auto& [conditions, of_these] : by_conditions) {
    std::ranges::stable_sort(of_these, earlier);
    const auto first = std::ranges::find(of_these, options.since, &past_run::name);
    if (first != of_these.end()) {
      of_these.erase(of_these.begin(), first);
      begins = true;
    }
  }
  if (begins)
    for (const auto& [conditions, of_these] : by_conditions)
      found.histories.push_back(history_of(conditions, of_these, options.minimum_effect));
  return found;
}

} // namespace simrun
