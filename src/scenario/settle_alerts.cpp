#include "scenario/settle_alerts.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

using namespace std::chrono_literals;

void settle_clear(alert_rule& rule, position at, problem_log& log) {
  const auto limit = parse_clear_bound(rule.clear_text, rule);
  if (limit)
    rule.clear = *limit;
  else
    log.add(at, fmt::format("'alert.clear': {}", limit.error().message));
}

void check_times(const alert_rule& rule, const scenario& s, position when, position over, problem_log& log) {
  if (rule.window % 1s != 0s)
    return log.add(over, fmt::format("'alert.over' takes whole seconds, got \"{}\"", to_text(rule.window)));
  if (rule.window + rule.hold > s.duration_measured)
    log.add(when,
            fmt::format("the alert '{}' is never raised: a window of {} that is bad for {} does not fit "
                        "into a run of {}",
                        rule.text, to_text(rule.window), to_text(rule.hold), to_text(s.duration_measured)));
}

} // namespace

void settle_alerts(scenario& s, const keys_seen& seen, problem_log& log) {
  for (std::size_t i = 0; i < s.alerts.size(); ++i) {
    const auto key = [i](std::string_view name) { return fmt::format("alert[{}].{}", i, name); };
    const auto when = seen.place_of(key("when"));
    if (!when || !seen.sound(key("when")))
      continue;
    if (const auto clear = seen.place_of(key("clear")); clear && seen.sound(key("clear")))
      settle_clear(s.alerts[i], *clear, log);
    if (seen.sound("duration") && seen.sound(key("over")) && seen.sound(key("for")))
      check_times(s.alerts[i], s, *when, seen.place_of(key("over")).value_or(*when), log);
  }
}

} // namespace simrun
