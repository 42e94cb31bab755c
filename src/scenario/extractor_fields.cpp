// [extractor], [cache] and [fallback]: the system under test.
#include "scenario/scenario_sections.hpp"

#include <array>

namespace simrun {

namespace {

// Far above any use, low enough that a slip of the finger does not take the machine down.
constexpr std::uint32_t workers_max = 10'000;
constexpr std::uint32_t batch_limit = 1024;
constexpr std::uint32_t queue_limit = 1'000'000;
constexpr std::uint32_t cache_capacity_max = 10'000'000;

} // namespace

std::span<const scenario_field> extractor_fields() noexcept {
  using config = extractor_config;
  static constexpr std::array fields{
      scenario_field{"workers", whole_number{at<&scenario::extractor, &config::workers>, 1, workers_max},
                     "Extractors; on the real clock each has a thread of its own."},
      scenario_field{"batch_max", whole_number{at<&scenario::extractor, &config::batch_max>, 1, batch_limit},
                     "Most requests an extractor takes at a time. It never waits for a batch to fill."},
      scenario_field{"queue_max", whole_number{at<&scenario::extractor, &config::queue_max>, 1, queue_limit},
                     "Most requests that wait for an extractor; what comes then is rejected."},
      scenario_field{"timeout", time_span{at<&scenario::extractor, &config::timeout>, "1us", "1h"},
                     "A request's deadline, from its intended time."},
      scenario_field{
          "pinned", truth{at<&scenario::extractor, &config::pinned>},
          "Whether each extractor's thread stays on one of the cores the run may use, the next for "
          "each, in turn. Real clock only."},
      scenario_field{"service",
                     service_time{at<&scenario::extractor, &config::service>,
                                  service_model::measured_part::extraction, "lognormal(1.5ms, 0.4)"},
                     "How long an extraction takes on the virtual clock; as measured, messages take their "
                     "time too."},
  };
  return fields;
}

std::span<const scenario_field> cache_fields() noexcept {
  using config = cache_config;
  static constexpr std::array fields{
      scenario_field{"enabled", truth{at<&scenario::cache, &config::enabled>}, "Whether there is a cache."},
      scenario_field{"capacity", whole_number{at<&scenario::cache, &config::capacity>, 1, cache_capacity_max},
                     "Windows kept; the least recently used goes first."},
      scenario_field{"ttl", time_span{at<&scenario::cache, &config::ttl>, "1ms", "1000h"},
                     "How long features may be served after they were extracted."},
  };
  return fields;
}

std::span<const scenario_field> fallback_fields() noexcept {
  using config = fallback_config;
  static constexpr std::array fields{
      scenario_field{"enabled", truth{at<&scenario::fallback, &config::enabled>},
                     "Whether indicators answer where the network can't."},
      scenario_field{"service",
                     service_time{at<&scenario::fallback, &config::service>,
                                  service_model::measured_part::fallback, "constant(100us)"},
                     "How long the fallback takes on the virtual clock."},
  };
  return fields;
}

} // namespace simrun
