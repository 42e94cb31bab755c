#include "general_formulas.hpp"
#include "markov_formulas.hpp"
#include "replications.hpp"

using namespace simrun;

namespace {

/// What holds for any queue with Poisson arrivals and one worker, whose mean wait is known.
void check_means(const queue_runs& runs, double load, double wait) {
  const double arrivals = load * services_per_s;
  check_agrees("utilisation", runs.metric("worker_utilization"), load);
  check_agrees("mean wait", runs.of(mean_wait), wait);
  check_agrees("mean sojourn", runs.seconds("latency_avg"), wait + 1 / services_per_s);
  check_agrees("mean number present", runs.metric("concurrency_avg"), arrivals * wait + load);
  check_agrees("mean number waiting", runs.of([](const auto& r) { return mean_waiting(r, 1); }),
               arrivals * wait);
}

struct loaded_run {
  double load;
  double requests;
};

} // namespace

TEST_SUITE_BEGIN("actors/queueing/one_worker");

TEST_CASE("M/M/1: waits, queue lengths, utilisation and the percentiles of sojourns") {
  for (const auto [load, requests] : {loaded_run{0.5, 10e3}, {0.8, 20e3}, {0.9, 40e3}, {0.95, 90e3}}) {
    CAPTURE(load);
    const double arrivals = load * services_per_s;
    const queue_runs runs(queue_scenario(exponential_service(), 1, load), requests);
    check_means(runs, load, theory::mmc_mean_wait(1, arrivals, services_per_s));
    const auto quantile = [&](double q) { return theory::mm1_sojourn_quantile(arrivals, services_per_s, q); };
    check_agrees("median sojourn", runs.seconds("latency_p50"), quantile(0.5), bin_error);
    check_agrees("95th percentile", runs.seconds("latency_p95"), quantile(0.95), bin_error);
    check_agrees("99th percentile", runs.seconds("latency_p99"), quantile(0.99), bin_error);
  }
}

TEST_CASE("M/D/1: waits by Pollaczek-Khinchine, percentiles by Crommelin") {
  const double service = 1 / services_per_s;
  for (const auto [load, requests] : {loaded_run{0.5, 6e3}, {0.8, 12e3}, {0.9, 25e3}, {0.95, 40e3}}) {
    CAPTURE(load);
    const double arrivals = load * services_per_s;
    const queue_runs runs(queue_scenario(service_model::constant(from_seconds(service)), 1, load), requests);
    check_means(runs, load, theory::pollaczek_khinchine_wait(arrivals, service, 0));
    for (const auto& [name, tail] : {std::pair{"latency_p50", 0.5}, {"latency_p95", 0.05}}) {
      // The alternating sum has lost its digits where waits get this long.
      if (load > 0.9)
        continue;
      const double wait = theory::where_tail_is(
          tail, 20 * service, [&](double t) { return theory::md1_wait_tail(arrivals, service, t); });
      check_agrees(name, runs.seconds(name), wait + service, bin_error);
    }
  }
}

TEST_CASE("M/G/1: waits of lognormal services by Pollaczek-Khinchine") {
  const double service = 1 / services_per_s;
  for (const double sigma : {0.4, 1.0})
    for (const auto [load, requests] : {loaded_run{0.5, 10e3}, {0.8, 25e3}, {0.9, 40e3}}) {
      CAPTURE(sigma);
      CAPTURE(load);
      const auto median = from_seconds(service / std::exp(sigma * sigma / 2));
      const queue_runs runs(queue_scenario(service_model::lognormal(median, sigma), 1, load), requests);
      check_means(
          runs, load,
          theory::pollaczek_khinchine_wait(load * services_per_s, service, theory::lognormal_scv(sigma)));
    }
}

TEST_CASE("D/M/1: regular arrivals wait less, and their sojourns are exponential") {
  for (const auto [load, requests] : {loaded_run{0.5, 6e3}, {0.8, 15e3}, {0.9, 25e3}}) {
    CAPTURE(load);
    auto s = queue_scenario(exponential_service(), 1, load);
    s.load.arrivals = arrival_kind::uniform;
    const queue_runs runs(s, requests);
    const double waits = theory::dm1_wait_share(s.load.rps, services_per_s);
    const double sojourn = 1 / (services_per_s * (1 - waits));
    check_means(runs, load, waits * sojourn);
    check_agrees("median sojourn", runs.seconds("latency_p50"), -std::log(0.5) * sojourn, bin_error);
    check_agrees("95th percentile", runs.seconds("latency_p95"), -std::log(0.05) * sojourn, bin_error);
    check_agrees("99th percentile", runs.seconds("latency_p99"), -std::log(0.01) * sojourn, bin_error);
  }
}

TEST_SUITE_END();
