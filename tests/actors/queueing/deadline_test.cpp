#include "deadline_formulas.hpp"
#include "general_formulas.hpp"
#include "replications.hpp"

using namespace simrun;
using namespace std::chrono_literals;

namespace {

struct deadline_case {
  double load;
  double patience_services; ///< the deadline, in mean service times
  double requests;
};

} // namespace

TEST_SUITE_BEGIN("actors/queueing/deadline");

TEST_CASE("M/M/1 with deadlines: who times out, who is served in vain, and what the server is left with") {
  for (const auto& [load, patience_services, requests] :
       {deadline_case{0.5, 3, 8e3}, {0.8, 5, 10e3}, {0.9, 10, 12e3}, {0.95, 20, 20e3}, {1.5, 4, 8e3}}) {
    CAPTURE(load);
    CAPTURE(patience_services);
    auto s = queue_scenario(exponential_service(), 1, load);
    s.extractor.timeout = from_seconds(patience_services / services_per_s);
    s.dispatcher.attempt_timeout = 1h; // a service of any length is waited for
    const queue_runs runs(s, requests);
    const double patience = in_seconds(s.extractor.timeout);
    const theory::mm1_deadline queue(s.load.rps, services_per_s, patience);

    check_agrees("timed out", runs.metric("timeout_rate"), queue.timed_out());
    check_agrees("utilisation", runs.metric("worker_utilization"), 1 - queue.idle());
    check_agrees("mean latency", runs.seconds("latency_avg"), queue.mean_latency());
    check_agrees("mean number open", runs.metric("concurrency_avg"), s.load.rps * queue.mean_latency());
    // The median of those in time.
    const double q = (1 - queue.timed_out()) / 2;
    const auto tail = [&](double t) { return queue.sojourn_tail(t); };
    check_percentile(q, runs, theory::where_tail_is(1 - q, patience, tail));
  }
}

TEST_SUITE_END();
