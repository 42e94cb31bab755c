// [load]: the shape of the load.
#include "load/closed_loop.hpp"
#include "load/gamma_gaps.hpp"
#include "load/recorded_times.hpp"
#include "load/request_sources.hpp"
#include "load/zipf_ranks.hpp"
#include "scenario/scenario_sections.hpp"

#include <array>
#include <utility>

namespace simrun {

namespace {

constexpr double rps_max = 10'000'000;

constexpr std::array<std::string_view, 7> pattern_words{"constant", "ramp",   "step",  "spike",
                                                        "stages",   "replay", "closed"};
constexpr std::array<std::string_view, 3> arrivals_words{"uniform", "poisson", "gamma"};

constexpr std::array<std::string_view, 2> popularity_words{"feed", "zipf"};

template <load_shape Shape>
bool has_shape(const scenario& s) {
  return s.load.shape == Shape;
}

constexpr condition constant_load{"pattern", "constant", has_shape<load_shape::constant>};
constexpr condition ramp_load{"pattern", "ramp", has_shape<load_shape::ramp>};
constexpr condition step_load{"pattern", "step", has_shape<load_shape::step>};
constexpr condition spike_load{"pattern", "spike", has_shape<load_shape::spike>};
constexpr condition staged_load{"pattern", "stages", has_shape<load_shape::stages>};
constexpr condition replayed_load{"pattern", "replay", has_shape<load_shape::replay>};
constexpr condition closed_load{"pattern", "closed", has_shape<load_shape::closed>};
constexpr condition rated_load{"pattern", "replay",
                               [](const scenario& s) {
                                 return s.load.shape != load_shape::replay &&
                                        s.load.shape != load_shape::closed;
                               },
                               true, "closed"};
constexpr condition gamma_arrivals{"arrivals", "gamma",
                                   [](const scenario& s) { return s.load.arrivals == arrival_kind::gamma; }};

constexpr condition zipf_popularity{
    "popularity", "zipf", [](const scenario& s) { return s.mix.popularity == window_popularity::zipf; }};

void set_times(scenario& s, std::string file) {
  s.load.times_file = std::move(file);
}

std::optional<std::string> objection_to_times(const std::string& file) {
  const auto checked = check_recorded_times(file);
  return checked ? std::nullopt : std::optional(checked.error().message);
}

} // namespace

std::span<const scenario_field> load_fields() noexcept {
  using config = load_pattern;
  static constexpr std::array fields{
      scenario_field{"pattern", one_of<at<&scenario::load, &config::shape>>(pattern_words),
                     "How the rate of requests changes over time.", true},
      scenario_field{"arrivals", one_of<at<&scenario::load, &config::arrivals>>(arrivals_words),
                     "Evenly spaced requests, the random ones of many independent users, or those of a "
                     "chosen burstiness. Not with `pattern = \"replay\"` or `\"closed\"`.",
                     false, &rated_load},
      scenario_field{"burstiness",
                     real_number{at<&scenario::load, &config::burstiness>, gamma_gaps::burstiness_min,
                                 gamma_gaps::burstiness_max},
                     "Standard deviation of the gaps between requests, over their mean: 1 is Poisson, more "
                     "comes in clusters.",
                     true, &gamma_arrivals},
      scenario_field{"rps", real_number{at<&scenario::load, &config::rps>, 0, rps_max, true},
                     "Requests per second.", true, &constant_load},
      scenario_field{"start_rps", real_number{at<&scenario::load, &config::start_rps>, 0, rps_max},
                     "Requests per second when the ramp begins, and during the warm-up.", true, &ramp_load},
      scenario_field{"end_rps", real_number{at<&scenario::load, &config::end_rps>, 0, rps_max},
                     "Requests per second when the ramp ends, and from then on.", true, &ramp_load},
      scenario_field{"ramp_duration",
                     time_span{at<&scenario::load, &config::ramp_duration>, "1ms", "1000h", "`duration`"},
                     "How long the rate changes, evenly, from the start of the measured part.", false,
                     &ramp_load},
      scenario_field{"step_rps", number_list{at<&scenario::load, &config::step_rps>, 0, rps_max},
                     "Requests per second, step by step. The last stays; the first holds during the warm-up.",
                     true, &step_load},
      scenario_field{"step_duration", time_span{at<&scenario::load, &config::step_duration>, "1ms", "1000h"},
                     "Length of a step.", true, &step_load},
      scenario_field{"base_rps", real_number{at<&scenario::load, &config::base_rps>, 0, rps_max},
                     "Requests per second between bursts, and during the warm-up.", true, &spike_load},
      scenario_field{"spike_rps", real_number{at<&scenario::load, &config::spike_rps>, 0, rps_max, true},
                     "Requests per second within a burst.", true, &spike_load},
      scenario_field{"spike_duration",
                     time_span{at<&scenario::load, &config::spike_duration>, "1ms", "1000h"},
                     "Length of a burst.", true, &spike_load},
      scenario_field{"spike_every", time_span{at<&scenario::load, &config::spike_every>, "1ms", "1000h"},
                     "A burst starts after this time, after twice this time, and so on.", true, &spike_load},
      scenario_field{"stage", table_list{"load.stage"}, "One rate after the other, each for its time.", true,
                     &staged_load},
      scenario_field{
          "times", input_file{set_times, "", "", objection_to_times},
          "When requests are due, one time a line in ascending order: seconds from the start of the "
          "measured part, or with a unit as in `250ms`; or a CSV file with a column `time`.",
          true, &replayed_load},
      scenario_field{"concurrency",
                     whole_number{at<&scenario::load, &config::concurrency>, 1, closed_loop::concurrency_max},
                     "Users, each with one request at a time: the next comes `think_time` after the answer.",
                     true, &closed_load},
      scenario_field{"think_time", drawn_time{at<&scenario::think_time>},
                     "How long a user waits between an answer and the next request.", false, &closed_load},
      scenario_field{"requests", whole_number{at<&scenario::load, &config::requests>, 1, 1'000'000'000, true},
                     "Requests of the measured part, which ends when all of them have ended. By default it "
                     "ends with `duration`.",
                     false, &closed_load},
      scenario_field{"repeat_ratio", real_number{at<&scenario::mix, &window_mix::repeat_ratio>, 0, 1},
                     "Share of requests for a window asked before: what a cache can answer."},
      scenario_field{
          "popularity", one_of<at<&scenario::mix, &window_mix::popularity>>(popularity_words),
          "Which windows the others ask for: one after the other, as a feed brings them, or by Zipf's "
          "law, the first symbol and the newest window most often."},
      scenario_field{"zipf_exponent",
                     real_number{at<&scenario::mix, &window_mix::zipf_exponent>, 0, zipf_ranks::exponent_max},
                     "The k-th most popular is asked k^-exponent times as often as the first.", false,
                     &zipf_popularity},
      scenario_field{"window", table_list{"load.window"},
                     "Windows of several lengths, each by its weight, instead of `market.window`."},
      scenario_field{"group", table_list{"load.group", request_sources::groups_max},
                     "Several loads at once; then no other key stands in [load] itself."},
  };
  return fields;
}

} // namespace simrun
