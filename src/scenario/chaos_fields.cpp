// [chaos]: what the system owes when its faults are over.
#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

std::span<const scenario_field> chaos_fields() noexcept {
  using config = chaos_config;
  static constexpr std::array fields{
      scenario_field{
          "recovered_after", time_span{at<&scenario::chaos, &config::recovered_after>, "100ms", "1min"},
          "How long the requirements must hold again, taken as a whole, before the system counts as "
          "recovered from a fault. It has, from the beginning of that time on."},
      scenario_field{"recovery_max", time_span{at<&scenario::chaos, &config::recovery_max>, "100ms", "1h"},
                     "How long it may take to recover from the last fault."},
  };
  return fields;
}

} // namespace simrun
