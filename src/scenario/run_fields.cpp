// The top of the file, [[fault]] and [[require]]: the run and what is asked of it.
#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

namespace {

constexpr std::array<std::string_view, 2> clock_words{"real", "virtual"};
constexpr std::array<std::string_view, 2> severity_words{"critical", "warning"};

severity& last_severity(scenario& s) {
  return s.requirements.back().severity;
}

bool& last_abort(scenario& s) {
  return s.requirements.back().abort;
}

} // namespace

std::span<const scenario_field> run_fields() noexcept {
  static constexpr std::array fields{
      scenario_field{"name", identifier{at<&scenario::name>},
                     "Names the run and its result folder; by default the file's name."},
      scenario_field{"description", free_text{at<&scenario::description>},
                     "What the scenario asks, in a line."},
      scenario_field{"clock", one_of<at<&scenario::clock>>(clock_words),
                     "Whether time passes or is computed. On the virtual clock, service times are drawn "
                     "and the network does not run."},
      scenario_field{"seed", seed_number{at<&scenario::seed>}, "All that is random follows from it."},
      scenario_field{"warmup", time_span{at<&scenario::warmup>, "0s", "1h"},
                     "Load before the measured part."},
      scenario_field{
          "duration", time_span{at<&scenario::duration_measured>, "1ms", "1000h"},
          "Length of the measured part. The times of faults count from its start. With `load.requests`, the "
          "most it may take; by default enough for each of them to time out."},
  };
  return fields;
}

std::span<const scenario_field> fault_fields() noexcept {
  static constexpr std::array fields{
      scenario_field{
          "do", fault_sentence{},
          "What breaks, when and for how long, as docs/faults.md says; the same as `--fault` takes.", true},
  };
  return fields;
}

std::span<const scenario_field> require_fields() noexcept {
  static constexpr std::array fields{
      scenario_field{
          "that", requirement_sentence{},
          "A metric, a comparison and a bound with its unit, as in `latency_p95 < 100 ms`. Of one outcome: "
          "`latency_p95{outcome=cached} < 5 ms`; of one load group: `latency_p95{group=cold} < 100 ms`; of "
          "the requests that were due while a fault was "
          "active: `success_rate{during=fault} >= 95 %` (or while none was: `during=healthy`). In "
          "every window of the run: `latency_p99 < 200 ms over 5s after 10s`, with the first 10 s left out; "
          "`over` "
          "takes up to a minute.",
          true},
      scenario_field{"severity", one_of<last_severity>(severity_words),
                     "A critical requirement that does not hold fails the run; a warning is an alert."},
      scenario_field{"abort", truth{last_abort},
                     "Whether the run ends as soon as the requirement can no longer hold. The probes of a "
                     "[search] do not."},
  };
  return fields;
}

} // namespace simrun
