#include "load/arrival_schedule.hpp"
#include "replications.hpp"

#include <algorithm>

using namespace simrun;

namespace {

/// The latencies of the measured part, by the recursion alone: a request starts when it has come and the
/// worker that frees first has done so (Lindley 1952; for several, Kiefer & Wolfowitz 1955). The same streams
/// as in the run, and no actors.
latency_histogram recursion(const scenario& s) {
  arrival_schedule schedule(s.load, s.warmup, s.duration_measured, random_stream(s.seed, "arrivals"));
  // Of two that free at once the one that began earlier speaks first, as their timers do.
  std::vector<std::pair<time_point, std::uint64_t>> free_at(s.extractor.workers, {time_point::min(), 0});
  std::vector<random_stream> services;
  for (std::uint32_t worker = 0; worker < s.extractor.workers; ++worker)
    services.push_back(random_stream(s.seed, "service").split(worker).split(0));

  latency_histogram latency;
  std::uint64_t begun = 0;
  for (; schedule.peek(); schedule.pop()) {
    const auto arrival = *schedule.peek();
    // Also the one that has been idle for longest, where some are.
    const auto first = std::ranges::min_element(free_at);
    auto& stream = services[static_cast<std::size_t>(first - free_at.begin())];
    *first = {std::max(arrival, first->first) + s.extractor.service.draw(1, s.market.window, stream),
              ++begun};
    if (arrival >= run_start)
      latency.record(first->first - arrival);
  }
  return latency;
}

} // namespace

TEST_SUITE_BEGIN("actors/queueing/lindley");

TEST_CASE("every latency is Lindley's, to the nanosecond: the actors add no time and lose none") {
  const auto mean = from_seconds(1 / services_per_s);
  for (const std::uint32_t workers : {1U, 3U, 16U})
    for (const auto& service : {service_model::exponential(mean), service_model::constant(mean),
                                service_model::lognormal(mean, 1)}) {
      auto s = queue_scenario(service, workers, 0.95 * in_seconds(mean) / in_seconds(service.mean()));
      s.warmup = std::chrono::milliseconds(100);
      s.duration_measured = std::chrono::seconds(1);
      const auto r = run(s);
      const auto expected = recursion(s);
      CHECK(r.outcomes.issued == expected.count());
      REQUIRE(r.histogram("latency"));
      CHECK((*r.histogram("latency") == expected));
    }
}

TEST_SUITE_END();
