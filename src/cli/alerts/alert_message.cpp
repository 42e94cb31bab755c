#include "cli/alerts/alert_message.hpp"

#include "monitor/readable.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace simrun {

namespace {

double seconds_of(time_point t) {
  return in_seconds(t.time_since_epoch());
}

std::string text_of(duration d) {
  return to_text(std::chrono::round<std::chrono::milliseconds>(d));
}

} // namespace

std::string alert_line(const alert_origin& origin, const alert_event& event) {
  const auto& rule = event.rule;
  const auto at = text_of(event.at.time_since_epoch());
  if (event.raised)
    return fmt::format("{} at {}: alert, {}: {} ({} over {})", origin.scenario, at, event.alert.severity,
                       rule.text, readable(rule.metric, event.value), to_text(rule.window));
  return fmt::format("{} at {}: alert over, {}: {} (it lasted {}, {} at worst)", origin.scenario, at,
                     event.alert.severity, rule.text, text_of(event.at - *event.alert.start),
                     readable(rule.metric, *event.alert.peak));
}

std::string alert_json(const alert_origin& origin, const alert_event& event) {
  nlohmann::ordered_json end;
  if (event.alert.end)
    end = seconds_of(*event.alert.end);
  const nlohmann::ordered_json message{
      {"schema", "simrun.alert/1"},
      {"event", event.raised ? "raised" : "over"},
      {"scenario", origin.scenario},
      {"clock", origin.clock == clock_kind::real ? "real" : "virtual"},
      {"seed", origin.seed},
      {"severity", event.alert.severity},
      {"rule", event.rule.text},
      {"metric", event.rule.metric},
      {"bound", event.rule.bound},
      {"window_s", in_seconds(event.rule.window)},
      {"at_s", seconds_of(event.at)},
      {"value", event.value},
      {"start_s", seconds_of(*event.alert.start)},
      {"end_s", end},
      {"peak", *event.alert.peak},
      {"message", event.alert.message},
  };
  return message.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace simrun
