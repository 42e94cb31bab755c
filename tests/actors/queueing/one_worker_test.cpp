#include "general_formulas.hpp"
#include "markov_formulas.hpp"
#include "replications.hpp"

using namespace simrun;

namespace {

struct loaded_run {
  double load;
  double requests;
};

/// What holds for any queue with Poisson arrivals and one worker, whose mean wait is known.
void check_means(const queue_runs& runs, double load, double wait) {
  const double arrivals = load * services_per_s;
  check_agrees("utilisation", runs.metric("worker_utilization"), load);
  check_agrees("mean wait", runs.of(mean_wait), wait);
  check_agrees("mean sojourn", runs.seconds("latency_avg"), wait + 1 / services_per_s);
  check_agrees("mean number present", runs.metric("concurrency_avg"), arrivals * wait + load);
  check_agrees("mean number waiting", runs.of(mean_waiting), arrivals * wait);
}

} // namespace

TEST_SUITE_BEGIN("actors/queueing/one_worker");

TEST_CASE("M/M/1: waits, queue lengths, utilisation and the percentiles of sojourns") {
  for (const auto [load, requests] : {loaded_run{0.5, 5e3}, {0.8, 12e3}, {0.9, 20e3}, {0.95, 45e3}}) {
    CAPTURE(load);
    const double arrivals = load * services_per_s;
    const queue_runs runs(queue_scenario(exponential_service(), 1, load), requests);
    check_means(runs, load, theory::mmc_mean_wait(1, arrivals, services_per_s));
    for (const double q : {0.5, 0.95, 0.99})
      check_percentile(q, runs, theory::mm1_sojourn_quantile(arrivals, services_per_s, q));
  }
}

TEST_CASE("M/D/1: waits by Pollaczek-Khinchine, percentiles by Crommelin") {
  const double service = 1 / services_per_s;
  for (const auto [load, requests] : {loaded_run{0.5, 4e3}, {0.8, 8e3}, {0.9, 12e3}, {0.95, 20e3}}) {
    CAPTURE(load);
    const double arrivals = load * services_per_s;
    const queue_runs runs(queue_scenario(service_model::constant(from_seconds(service)), 1, load), requests);
    check_means(runs, load, theory::pollaczek_khinchine_wait(arrivals, service, 0));
    // Past it the alternating sum has lost its digits. Percentiles above those that do not wait at all.
    if (load > 0.9)
      continue;
    for (const double q : {0.7, 0.95}) {
      const auto tail = [&](double t) { return theory::md1_wait_tail(arrivals, service, t); };
      const double wait = theory::where_tail_is(1 - q, 20 * service, tail);
      check_percentile(q, runs, wait + service);
    }
  }
}

TEST_CASE("M/G/1: waits of lognormal services by Pollaczek-Khinchine") {
  const double service = 1 / services_per_s;
  for (const auto& [sigma, run] :
       {std::pair{0.4, loaded_run{0.8, 12e3}}, {1.0, {0.5, 5e3}}, {1.0, {0.8, 12e3}}, {1.0, {0.9, 20e3}}}) {
    CAPTURE(sigma);
    CAPTURE(run.load);
    const auto median = from_seconds(service / std::exp(sigma * sigma / 2));
    const queue_runs runs(queue_scenario(service_model::lognormal(median, sigma), 1, run.load), run.requests);
    const double scv = theory::lognormal_scv(sigma);
    check_means(runs, run.load, theory::pollaczek_khinchine_wait(run.load * services_per_s, service, scv));
  }
}

TEST_CASE("D/M/1: regular arrivals wait less, and their sojourns are exponential") {
  for (const auto [load, requests] : {loaded_run{0.5, 4e3}, {0.8, 8e3}, {0.9, 15e3}}) {
    CAPTURE(load);
    auto s = queue_scenario(exponential_service(), 1, load);
    s.load.arrivals = arrival_kind::uniform;
    const queue_runs runs(s, requests);
    const double waits = theory::dm1_wait_share(s.load.rps, services_per_s);
    const double sojourn = 1 / (services_per_s * (1 - waits));
    check_means(runs, load, waits * sojourn);
    for (const double q : {0.5, 0.95, 0.99})
      check_percentile(q, runs, -std::log(1 - q) * sojourn);
  }
}

TEST_SUITE_END();
