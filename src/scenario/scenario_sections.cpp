#include "scenario/scenario_sections.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace simrun {

std::span<const scenario_section> all_sections() noexcept {
  static const std::array sections{
      scenario_section{"", "The run as a whole. These keys stand above the first table.", run_fields()},
      scenario_section{"market", "Where bars come from, and how many a request looks at.", market_fields()},
      scenario_section{"model", "The network.", model_fields()},
      scenario_section{"extractor", "The workers that run the network, and the queue before them.",
                       extractor_fields()},
      scenario_section{
          "zone",
          "Where extractors stand: [extractor]'s workers are spread over the zones. Virtual clock "
          "only. Any number of tables.",
          zone_fields(), [](scenario& s) { s.zones.emplace_back(); }},
      scenario_section{"cache", "Features of windows asked before.", cache_fields()},
      scenario_section{"fallback", "Indicators, where the network can't answer.", fallback_fields()},
      scenario_section{"dispatcher", "How long answers may take, and what happens when they do not come.",
                       dispatcher_fields()},
      scenario_section{"supervisor", "What happens to a component that died.", supervisor_fields()},
      scenario_section{
          "limits",
          "What the run may take from the machine, in a process of its own. The virtual clock takes nothing "
          "from it: memory and files are not limited there, and a limit on processor time is refused.",
          limits_fields()},
      scenario_section{"load", "How many requests are due when.", load_fields()},
      scenario_section{
          "load.stage",
          "A stage of `pattern = \"stages\"`: a rate that stays (`rps`), or one that changes evenly "
          "(`start_rps` and `end_rps`). They follow one another from the start of the measured part; "
          "the first rate holds during the warm-up, the last one stays to the end. Any number of "
          "tables.",
          stage_fields(), [](scenario& s) { s.load.stages.emplace_back(); }},
      scenario_section{"load.window",
                       "A length of window that some of the requests ask for. Any number of tables.",
                       window_fields(), [](scenario& s) { s.mix.sizes.emplace_back(); }},
      scenario_section{
          "load.group",
          "One of several loads at once, each with the keys of [load] (its lists are "
          "[[load.group.stage]] and [[load.group.window]]) but `requests`: groups go on for `duration`. "
          "Results tell them apart, and each group's feed begins at another place of the history. Any "
          "number of tables.",
          group_fields(), [](scenario& s) { s.groups.emplace_back(); }, false, 1},
      scenario_section{"load.group.stage", "A stage of a load group.", stage_fields(),
                       [](scenario& s) { s.load.stages.emplace_back(); }, false, 0},
      scenario_section{"load.group.window", "A length of window that a load group asks for.", window_fields(),
                       [](scenario& s) { s.mix.sizes.emplace_back(); }, false, 0},
      scenario_section{
          "environment",
          "Trading environments as the load, instead of [load]: every step of each asks for the features of "
          "its symbols and waits for them, so the load follows the answers.",
          environment_fields(), nullptr, true},
      scenario_section{
          "search",
          "Instead of one run, many, each fresh: finds the highest rate at which the critical requirements "
          "hold. The rate is doubled from `rps_min` until they fail, then narrowed. All rates of [load] are "
          "multiplied so that their mean is the one that is tried: not for `pattern = \"replay\"` or "
          "`\"closed\"`, nor for load groups. What is found is the metric `max_throughput_rps`.",
          search_fields(), nullptr, true},
      scenario_section{"seeds", "Other seeds for some of what is random: all else stays as `seed` makes it.",
                       seeds_fields()},
      scenario_section{"fault", "Something the run breaks on purpose. Any number of tables.", fault_fields(),
                       [](scenario& s) { s.faults.emplace_back(); }},
      scenario_section{
          "chaos",
          "What the run owes after its faults. From its last healing on the system must come back: the "
          "critical "
          "requirements that can be judged over a short time hold again (upper bounds on latencies and on "
          "shares of "
          "poor answers, lower ones on `success_rate`; without any, that somebody gets an answer), and every "
          "component is up. Else the run fails; a run that ends before that can be seen is invalid.",
          chaos_fields()},
      scenario_section{"require", "A sentence the run must make true. Any number of tables.",
                       require_fields(), [](scenario& s) { s.requirements.emplace_back(); }},
      scenario_section{
          "alert",
          "A rule that somebody is told of while the run goes on, and again when it is over; it changes no "
          "verdict. Any number of tables. Without any there are two: critical for `latency_p95 > 100 ms`, "
          "and a warning for `latency_p99 > 200 ms`.",
          alert_fields(), [](scenario& s) { s.alerts.emplace_back(); }},
      scenario_section{"alerts", "All of the alerts.", alerts_fields()},
  };
  return sections;
}

const scenario_section* find_section(std::string_view name) noexcept {
  const auto sections = all_sections();
  const auto found = std::ranges::find(sections, name, &scenario_section::name);
  return found == sections.end() ? nullptr : &*found;
}

const scenario_field* find_field(const scenario_section& section, std::string_view key) noexcept {
  const auto found = std::ranges::find(section.fields, key, &scenario_field::key);
  return found == section.fields.end() ? nullptr : &*found;
}

std::string full_name(std::string_view section, std::string_view key) {
  return section.empty() ? std::string(key) : fmt::format("{}.{}", section, key);
}

} // namespace simrun
