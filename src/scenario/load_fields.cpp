// [load]: the shape of the load.
#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

namespace {

constexpr double rps_max = 10'000'000;

constexpr std::array<std::string_view, 2> pattern_words{"constant", "spike"};
constexpr std::array<std::string_view, 3> pattern_later{"ramp", "step", "closed"};
constexpr std::array<std::string_view, 2> arrivals_words{"uniform", "poisson"};
constexpr std::array<std::string_view, 1> arrivals_later{"gamma"};

constexpr condition constant_load{"pattern", "constant",
                                  [](const scenario& s) { return s.load.shape == load_shape::constant; }};
constexpr condition spike_load{"pattern", "spike",
                               [](const scenario& s) { return s.load.shape == load_shape::spike; }};

} // namespace

std::span<const scenario_field> load_fields() noexcept {
  using config = load_pattern;
  static constexpr std::array fields{
      scenario_field{"pattern", one_of<at<&scenario::load, &config::shape>>(pattern_words, pattern_later),
                     "How the rate of requests changes over time.", true},
      scenario_field{"arrivals",
                     one_of<at<&scenario::load, &config::arrivals>>(arrivals_words, arrivals_later),
                     "Evenly spaced requests, or the random ones of many independent users."},
      scenario_field{"rps", real_number{at<&scenario::load, &config::rps>, 0, rps_max, true},
                     "Requests per second.", true, &constant_load},
      scenario_field{"base_rps", real_number{at<&scenario::load, &config::base_rps>, 0, rps_max},
                     "Requests per second between bursts, and during the warm-up.", true, &spike_load},
      scenario_field{"spike_rps", real_number{at<&scenario::load, &config::spike_rps>, 0, rps_max, true},
                     "Requests per second within a burst.", true, &spike_load},
      scenario_field{"spike_duration",
                     time_span{at<&scenario::load, &config::spike_duration>, "1ms", "1000h"},
                     "Length of a burst.", true, &spike_load},
      scenario_field{"spike_every", time_span{at<&scenario::load, &config::spike_every>, "1ms", "1000h"},
                     "A burst starts after this time, after twice this time, and so on.", true, &spike_load},
      scenario_field{"repeat_ratio", real_number{at<&scenario::load, &config::repeat_ratio>, 0, 1},
                     "Share of requests for a window asked before: what a cache can answer."},
      scenario_field{"concurrency", not_yet{"pattern = \"closed\""}, ""},
      scenario_field{"requests", not_yet{"pattern = \"closed\""}, ""},
  };
  return fields;
}

} // namespace simrun
