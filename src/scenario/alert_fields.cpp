// [[alert]] and [alerts]: who is told of what while a run goes on.
#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

namespace {

constexpr std::array<std::string_view, 2> severity_words{"critical", "warning"};

template <auto Member>
auto& of_last(scenario& s) {
  return s.alerts.back().*Member;
}

} // namespace

std::span<const scenario_field> alert_fields() noexcept {
  using rule = alert_rule;
  static constexpr std::array fields{
      scenario_field{
          "when", alert_sentence{},
          "What must not be, as in `latency_p95 > 100 ms`, `cache_hit_rate < 20 %` or `cpu_utilization > 90 "
          "%`: a latency, a rate or share of outcomes, or a resource: `cpu_utilization`, `memory_usage_mb`, "
          "`heap_mb_max`, `threads_max`, `open_descriptors_max` (real clock only), `queue_depth_max`, "
          "`mailbox_depth_max`.",
          true},
      scenario_field{"severity", one_of<of_last<&rule::severity>>(severity_words),
                     "How bad it is. Either is told in the same way."},
      scenario_field{"over", time_span{of_last<&rule::window>, "1s", "1min"},
                     "Length of the window that slides over the run, in whole seconds."},
      scenario_field{"for", time_span{of_last<&rule::hold>, "0s", "1h"},
                     "How long it must be so before anybody is told."},
      scenario_field{"clear", alert_end{},
                     "Where the alert is over, as in `90 ms`: between the bound and this it stays as it is."},
  };
  return fields;
}

std::span<const scenario_field> alerts_fields() noexcept {
  using config = alerts_config;
  static constexpr std::array fields{
      scenario_field{"enabled", truth{at<&scenario::alerting, &config::enabled>},
                     "Whether rules are looked at while the run goes on."},
      scenario_field{"webhook_hosts", text_list{at<&scenario::alerting, &config::webhook_hosts>},
                     "Hosts that `--alert-webhook` may tell besides this machine itself."},
  };
  return fields;
}

std::vector<alert_rule> alert_rules(const scenario& s) {
  // A search tries rates that are too high, on purpose.
  if (!s.alerting.enabled || s.search)
    return {};
  return s.alerts.empty() ? default_alert_rules() : s.alerts;
}

} // namespace simrun
