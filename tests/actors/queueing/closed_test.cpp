#include "closed_formulas.hpp"
#include "replications.hpp"

using namespace simrun;

namespace {

struct closed_case {
  std::uint32_t workers;
  std::uint32_t users;
  double think_services; ///< a mean pause, in mean service times
};

} // namespace

TEST_SUITE_BEGIN("actors/queueing/closed");

TEST_CASE("machine repairmen: utilisation, throughput and sojourn of a closed loop of thinking users") {
  for (const auto& [workers, users, think_services] :
       {closed_case{1, 1, 2}, {1, 5, 4}, {1, 10, 9}, {1, 20, 10}, {3, 12, 4}}) {
    CAPTURE(users);
    CAPTURE(workers);
    constexpr double cycles = 10e3;
    const theory::machine_repair shop(workers, users, think_services);
    auto s = queue_scenario(exponential_service(), workers, 1);
    s.load.shape = load_shape::closed;
    s.load.concurrency = users;
    s.think_time = service_model::exponential(from_seconds(think_services / services_per_s));
    // It is the length of the runs only.
    s.load.rps = shop.throughput() * services_per_s;
    const queue_runs runs(s, cycles);

    check_agrees("utilisation", runs.metric("worker_utilization"), shop.throughput() / workers, 0.02);
    check_agrees("throughput", runs.metric("throughput_rps"), shop.throughput() * services_per_s, 0.02);
    check_agrees("mean sojourn", runs.seconds("latency_avg"), shop.mean_sojourn() / services_per_s, 0.03);
    check_agrees("mean number open", runs.metric("concurrency_avg"), shop.mean_present(), 0.03);
  }
}

TEST_SUITE_END();
