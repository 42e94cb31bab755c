// [dispatcher] and [supervisor]: what the system under test does about its own trouble.
#include "scenario/scenario_sections.hpp"

#include <algorithm>
#include <array>

namespace simrun {

namespace {

constexpr std::uint32_t samples_max = 10'000;
constexpr double backoff_max = 100;

template <auto Member>
auto& of_breaker(scenario& s) {
  return s.dispatcher.breaker.*Member;
}

} // namespace

std::span<const scenario_field> dispatcher_fields() noexcept {
  using config = dispatcher_limits;
  using breaker = breaker_config;
  static constexpr std::array fields{
      scenario_field{"attempt_timeout",
                     time_span{at<&scenario::dispatcher, &config::attempt_timeout>, "1us", "1h",
                               "half of `extractor.timeout`"},
                     "How long an extractor, or the fallback, may take for a batch. After that its requests "
                     "go to another extractor, once, and then to the fallback; the late one gets nothing "
                     "until it answers, but for a single request now and then."},
      scenario_field{"probe_timeout",
                     time_span{at<&scenario::dispatcher, &config::probe_timeout>, "1us", "1h",
                               "a tenth of `extractor.timeout`"},
                     "How long the cache may take to answer. After that it is a miss."},
      scenario_field{"breaker", truth{of_breaker<&breaker::enabled>},
                     "Whether a circuit breaker keeps requests from extractors that fail: open, they go to "
                     "the fallback; half-open, one at a time tries the extractors."},
      scenario_field{"breaker_failures", real_number{of_breaker<&breaker::failures>, 0, 1, true},
                     "Share of the latest batches whose failure (the extractor died, was late, or its model "
                     "failed) opens the breaker."},
      scenario_field{"breaker_samples", whole_number{of_breaker<&breaker::samples>, 1, samples_max},
                     "How many batches are the latest, and at least four for each extractor; with fewer it "
                     "does not open."},
      scenario_field{"breaker_open", time_span{of_breaker<&breaker::open_for>, "1ms", "1h"},
                     "How long the breaker stays open before it is half-open."},
      scenario_field{"breaker_successes", whole_number{of_breaker<&breaker::successes>, 1, samples_max},
                     "Successes of single requests, with no failure among them, that close it again."},
  };
  return fields;
}

std::span<const scenario_field> supervisor_fields() noexcept {
  using config = restart_config;
  static constexpr std::array fields{
      scenario_field{"restart_delay",
                     time_span{at<&scenario::supervisor, &config::restart_delay>, "0s", "1h"},
                     "How long a killed component stays down, where its fault has no `for`."},
      scenario_field{"restart_backoff",
                     real_number{at<&scenario::supervisor, &config::restart_backoff>, 1, backoff_max},
                     "How many times longer it stays down for each restart it has had lately."},
      scenario_field{"restart_delay_max",
                     time_span{at<&scenario::supervisor, &config::restart_delay_max>, "0s", "1h"},
                     "The longest it stays down."},
      scenario_field{"restarts_max",
                     whole_number{at<&scenario::supervisor, &config::restarts_max>, 0, samples_max},
                     "Restarts of a component within `restarts_within`; at its next death it stays down, and "
                     "the run goes on without it. Deaths by a fault with a `for` do not count."},
      scenario_field{"restarts_within",
                     time_span{at<&scenario::supervisor, &config::restarts_within>, "1ms", "1000h"},
                     "How long a restart counts as one it has had lately."},
  };
  return fields;
}

duration attempt_timeout(const scenario& s) {
  const auto given = s.dispatcher.attempt_timeout;
  return given > duration(0) ? given : std::max(s.extractor.timeout / 2, duration(1));
}

duration probe_timeout(const scenario& s) {
  const auto given = s.dispatcher.probe_timeout;
  return given > duration(0) ? given : std::max(s.extractor.timeout / 10, duration(1));
}

} // namespace simrun
