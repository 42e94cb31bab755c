#include "monitor/alerts/alert_watch.hpp"

#include "monitor/readable.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

duration longest_window(std::span<const alert_rule> rules) {
  duration longest{};
  for (const auto& rule : rules)
    longest = std::max(longest, rule.window);
  return longest;
}

std::string at_text(time_point t) {
  return to_text(std::chrono::round<std::chrono::milliseconds>(t.time_since_epoch()));
}

} // namespace

alert_watch::alert_watch(std::vector<alert_rule> rules, time_point end)
    : window_(longest_window(rules)), end_(end) {
  for (auto& rule : rules)
    states_.emplace_back(std::move(rule));
}

std::vector<alert_event> alert_watch::feed(time_point interval_end, const load_statistics& counted,
                                           std::span<const interval> rows) {
  std::vector<alert_event> events;
  if (states_.empty() || interval_end > end_ || !window_.feed(interval_end, counted, rows))
    return events;
  for (auto& state : states_) {
    const auto value = window_.value(state.rule().metric, state.rule().window);
    const auto change = state.look(interval_end, value);
    if (change == alert_change::none)
      continue;
    const bool raised = change == alert_change::raised;
    auto described = describe(state, raised ? std::nullopt : std::optional(interval_end));
    if (!raised && over_.size() < kept_max)
      over_.push_back(described);
    else if (!raised)
      ++not_kept_;
    events.push_back({raised, state.rule(), interval_end, *value, std::move(described)});
  }
  return events;
}

std::vector<alert> alert_watch::alerts() const {
  auto all = over_;
  std::ranges::move(raised_now(), std::back_inserter(all));
  std::ranges::stable_sort(all, {}, [](const alert& a) { return *a.start; });
  if (not_kept_ > 0)
    all.push_back({"warning", fmt::format("{} more alerts were raised and are not listed.", not_kept_)});
  return all;
}

std::vector<alert> alert_watch::raised_now() const {
  std::vector<alert> raised;
  for (const auto& state : states_)
    if (state.raised())
      raised.push_back(describe(state, std::nullopt));
  return raised;
}

alert alert_watch::describe(const alert_state& state, std::optional<time_point> end) const {
  const auto& rule = state.rule();
  const auto when = end ? fmt::format("from {} to {}", at_text(state.start()), at_text(*end))
                        : fmt::format("since {}", at_text(state.start()));
  auto message = fmt::format("{} was {} at worst over {}, {}.", rule.metric,
                             readable(rule.metric, state.peak()), to_text(rule.window), when);
  return {
      std::string(name_of(rule.severity)), std::move(message), rule.text, state.start(), end, state.peak()};
}

} // namespace simrun
