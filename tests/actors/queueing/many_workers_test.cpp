#include "general_formulas.hpp"
#include "markov_formulas.hpp"
#include "replications.hpp"

using namespace simrun;

namespace {

struct queue_case {
  std::uint32_t workers;
  double load;
  double requests;
  std::uint32_t queue_max = 1'000'000;
};

} // namespace

TEST_SUITE_BEGIN("actors/queueing/many_workers");

TEST_CASE("M/M/c: waits, queue lengths and percentiles by Erlang C") {
  for (const auto& [workers, load, requests, unused] :
       {queue_case{2, 0.6, 8e3}, {2, 0.9, 15e3}, {4, 0.8, 10e3}, {4, 0.9, 15e3}, {8, 0.9, 20e3}}) {
    CAPTURE(workers);
    CAPTURE(load);
    const double arrivals = load * workers * services_per_s;
    const double wait = theory::mmc_mean_wait(workers, arrivals, services_per_s);
    const queue_runs runs(queue_scenario(exponential_service(), workers, load), requests);
    check_agrees("utilisation", runs.metric("worker_utilization"), load);
    check_agrees("mean wait", runs.of(mean_wait), wait);
    check_agrees("mean sojourn", runs.seconds("latency_avg"), wait + 1 / services_per_s);
    check_agrees("mean number present", runs.metric("concurrency_avg"), arrivals * wait + load * workers);
    check_agrees("mean number waiting", runs.of(mean_waiting), arrivals * wait);
    const auto tail = [&](double t) {
      return theory::mmc_sojourn_tail(workers, arrivals, services_per_s, t);
    };
    for (const double q : {0.5, 0.95, 0.99})
      check_percentile(q, runs, theory::where_tail_is(1 - q, 1.0, tail));
  }
}

TEST_CASE("M/M/c/K: a full queue blocks as often as the birth-death process says, past capacity too") {
  // A place in the queue for those who wait, and one with each worker.
  for (const auto& [workers, load, requests, queue_max] : {queue_case{1, 0.5, 5e3, 3},
                                                           {1, 0.9, 5e3, 4},
                                                           {1, 1.5, 5e3, 9},
                                                           {2, 0.8, 8e3, 8},
                                                           {2, 1.2, 8e3, 20},
                                                           {8, 0.9, 8e3, 4},
                                                           {8, 1.1, 8e3, 1}}) {
    CAPTURE(workers);
    CAPTURE(load);
    CAPTURE(queue_max);
    auto s = queue_scenario(exponential_service(), workers, load);
    s.extractor.queue_max = queue_max;
    const queue_runs runs(s, requests);
    const auto presence = theory::mmck_presence(workers, workers + queue_max, load * workers);
    const double blocked = presence.back();
    const double present = theory::mean_of(presence);
    const double accepted = s.load.rps * (1 - blocked);
    check_agrees("blocking", runs.metric("rejected_rate"), blocked);
    check_agrees("mean number present", runs.metric("concurrency_avg"), present);
    check_agrees("mean sojourn", runs.seconds("latency_avg"), present / accepted);
    check_agrees("utilisation", runs.metric("worker_utilization"), load * (1 - blocked));
    check_agrees("mean number waiting", runs.of(mean_waiting), present - accepted / services_per_s);
  }
}

TEST_SUITE_END();
