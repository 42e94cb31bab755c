// [limits]: what a run may take from the machine.

#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

std::span<const scenario_field> limits_fields() noexcept {
  constexpr std::uint32_t megabytes_max = 1'000'000;
  constexpr std::uint32_t descriptors_max = 1'000'000;
  using config = limits_config;
  static constexpr std::array fields{
      scenario_field{
          "memory_limit_mb", whole_number{at<&scenario::limits, &config::memory_limit_mb>, 0, megabytes_max},
          "Memory the run may allocate, thread stacks included; 0 is no limit. A request that gets none "
          "fails, with a resource error."},
      scenario_field{"descriptors_max",
                     whole_number{at<&scenario::limits, &config::descriptors_max>, 0, descriptors_max},
                     "Files the run may have open at once; 0 is the system's limit."},
  };
  return fields;
}

} // namespace simrun
