#include "actors/extractor_actor.hpp"

#include <deque>

namespace simrun {

namespace {

/// What is in hand, and what waits for it: a dispatcher that was respawned may order before the batch of
/// its predecessor is done.
struct simulated_worker {
  std::deque<work_order> orders;
  random_stream random;
  duration in_hand{};
};

duration draw_service(simulated_worker& worker, const service_model& service) {
  duration total{};
  for (std::size_t i = 0; i < worker.orders.front().batch.items.size(); ++i)
    total += service.draw(worker.random);
  return total;
}

work_report report_of(const work_batch_order& batch, duration service) {
  work_report report{batch.worker, batch.incarnation, service, {}};
  report.results.reserve(batch.items.size());
  for (const auto& item : batch.items)
    report.results.push_back({item.turn, nullptr, std::nullopt});
  return report;
}

} // namespace

extractor_actor spawn_simulated_extractor(const run_setup& setup, const supervisor_actor& supervisor,
                                          worker_role role, const service_model& service) {
  return setup.runtime.spawn_worker([&setup, supervisor, role, service](extractor_actor::pointer self) {
    // A stream for every life of every worker: what one draws does not depend on the others.
    const auto stream = setup.random("service").split(role.instance).split(role.incarnation);
    const auto worker = std::make_shared<simulated_worker>(simulated_worker{{}, stream});
    const auto start = [self, worker, service, &setup] {
      worker->in_hand = draw_service(*worker, service);
      setup.runtime.remind(self, setup.runtime.now() + worker->in_hand, service_over{});
    };
    self->send(supervisor, instance_ready{role.instance, role.incarnation});
    return extractor_actor::behavior_type{
        [worker, start](const work_order& order) {
          worker->orders.push_back(order);
          if (worker->orders.size() == 1)
            start();
        },
        [self, worker, start](service_over) {
          const auto done = std::move(worker->orders.front());
          worker->orders.pop_front();
          self->send(done.report_to, report_of(done.batch, worker->in_hand));
          if (!worker->orders.empty())
            start();
        },
    };
  });
}

} // namespace simrun
