// [[load.stage]]: a sequence of rates.
#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

namespace {

constexpr double rps_max = 10'000'000;

duration& length_of_last(scenario& s) {
  return s.load.stages.back().length;
}

double& start_of_last(scenario& s) {
  return s.load.stages.back().start_rps;
}

double& end_of_last(scenario& s) {
  return s.load.stages.back().end_rps;
}

} // namespace

std::span<const scenario_field> stage_fields() noexcept {
  static constexpr std::array fields{
      scenario_field{"duration", time_span{length_of_last, "1ms", "1000h"},
                     "How long the stage lasts. What lies past the run's end does not come.", true},
      // A rate that stays is kept as the start; settle_load makes it the end as well.
      scenario_field{"rps", real_number{start_of_last, 0, rps_max, false, true},
                     "Requests per second, from the first to the last moment of the stage."},
      scenario_field{"start_rps", real_number{start_of_last, 0, rps_max, false, true},
                     "Requests per second when the stage begins. Not with `rps`."},
      scenario_field{"end_rps", real_number{end_of_last, 0, rps_max, false, true},
                     "Requests per second when the stage ends. Not with `rps`."},
  };
  return fields;
}

} // namespace simrun
