// [limits]: what a run may take from the machine.

#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

namespace {

/// In the order of cpu_limiting.
constexpr std::array<std::string_view, 3> cpu_limit_words{"auto", "quota", "workers"};

} // namespace

std::span<const scenario_field> limits_fields() noexcept {
  constexpr std::uint32_t megabytes_max = 1'000'000;
  constexpr std::uint32_t descriptors_max = 1'000'000;
  constexpr double cores_max = 1000;
  using config = limits_config;
  static constexpr std::array fields{
      scenario_field{
          "memory_limit_mb", whole_number{at<&scenario::limits, &config::memory_limit_mb>, 0, megabytes_max},
          "Memory the run may allocate, thread stacks included; 0 is no limit. A request that gets none "
          "fails, with a resource error."},
      scenario_field{"descriptors_max",
                     whole_number{at<&scenario::limits, &config::descriptors_max>, 0, descriptors_max},
                     "Files the run may have open at once; 0 is the system's limit."},
      scenario_field{"cpu_limit_cores",
                     real_number{at<&scenario::limits, &config::cpu_limit_cores>, 0, cores_max},
                     "Processor time that extractors and fallback may take together, in cores: 0.5 is half "
                     "of one core's "
                     "time, 0 is no limit. What makes and counts the load is not held up. Real clock only."},
      scenario_field{
          "cpu_limit_by", one_of<at<&scenario::limits, &config::cpu_limit_by>>(cpu_limit_words),
          "Who sees to it: the kernel, by the `quota` of a cgroup that must be writable (as root it mostly "
          "is): what has had its share of 10 ms waits for the next, and may hold up the load generator a "
          "little; or the `workers`, which wait after each batch until it is paid for. `auto` is the quota "
          "where there can be one; the result says which it was."},
  };
  return fields;
}

} // namespace simrun
