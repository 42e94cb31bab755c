// [search]: the highest rate at which the requirements hold.
#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

namespace {

constexpr double rps_max = 10'000'000;

/// Where one key of the table is given, there is a search.
template <auto Member>
auto& in_search(scenario& s) {
  if (!s.search)
    s.search.emplace();
  return (*s.search).*Member;
}

} // namespace

std::span<const scenario_field> search_fields() noexcept {
  using config = search_config;
  static constexpr std::array fields{
      scenario_field{"rps_min", real_number{in_search<&config::rps_min>, 0, rps_max, true},
                     "Requests per second to begin with. Where not even these hold, the run fails.", true},
      scenario_field{"rps_max", real_number{in_search<&config::rps_max>, 0, rps_max, true},
                     "The most requests per second to try.", true},
      scenario_field{
          "tolerance", real_number{in_search<&config::tolerance>, 0.001, 0.5},
          "How far apart the highest rate that held and the lowest that failed may be at the end, as "
          "a share."},
      scenario_field{
          "probe", time_span{in_search<&config::probe>, "1s", "1h"},
          "How long a rate is tried at first. Below 5s the requests of a probe are taken as independent."},
      scenario_field{"probe_max", time_span{in_search<&config::probe_max>, "1s", "10h"},
                     "A try that does not decide is made again, twice as long, up to this."},
      scenario_field{"time_max", time_span{in_search<&config::time_max>, "1s", "1000h"},
                     "How long all tries may take together, their warm-ups included."},
  };
  return fields;
}

} // namespace simrun
