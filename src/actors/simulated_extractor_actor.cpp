#include "actors/extractor_actor.hpp"

#include "actors/answer_faults.hpp"
#include "features/fallback_feature_extractor.hpp"
#include "features/window_check.hpp"
#include "market/input_columns.hpp"

#include <algorithm>
#include <map>

namespace simrun {

namespace {

struct simulated_worker {
  random_stream random;
  random_stream network;
  worker_warmth warmth{};
  time_point free_at = time_point::min(); ///< when it reports, or has reported, its last batch
};

/// An order that comes with the report of the batch before, or earlier: the worker has no pause.
bool in_turnaround(const simulated_worker& worker, time_point now) {
  return now <= worker.free_at;
}

/// How long it had nothing to do; in its first batch, for ever.
duration pause_before(const simulated_worker& worker, time_point now) {
  if (in_turnaround(worker, now))
    return {};
  return worker.free_at == time_point::min() ? duration::max() : now - worker.free_at;
}

/// What messages and wake-ups cost around a batch, where that was measured. All of it passes before the batch
/// and none behind it: the dispatcher hears of the end at the same time either way, and until then it counts
/// the worker as busy, as the real one does.
duration draw_hop(simulated_worker& worker, const service_model& service, time_point now) {
  const auto* path = service.path();
  if (!path)
    return {};
  return (in_turnaround(worker, now) ? path->turnaround : path->to_idle_worker).draw(worker.random);
}

duration draw_delay(simulated_worker& worker, const zone_config* zone) {
  return zone ? zone->delay.draw(1, 0, worker.network) : duration{};
}

duration draw_service(simulated_worker& worker, const service_model& service, const work_batch_order& batch,
                      time_point now) {
  // Windows of one length are one batch to the network, those of another the next.
  std::map<std::uint32_t, std::size_t> by_length;
  for (const auto& item : batch.items)
    ++by_length[item.window.length];
  auto pause = pause_before(worker, now);
  duration taken{};
  for (const auto& [length, count] : by_length) {
    taken += service.draw(count, length, worker.random, worker.warmth, pause);
    pause = {};
  }
  return taken;
}

/// The one of a first life, where it was measured: a later one finds the weights in memory, and what that
/// takes no calibration knows.
std::optional<duration> draw_cold_start(const service_model& service, worker_role role,
                                        random_stream random) {
  if (!service.calibration() || role.worker == fallback_worker || role.incarnation > 0)
    return std::nullopt;
  return service.calibration()->cold_start.draw(random);
}

/// What an extractor would find wrong with a window, and costs no time here. Bars of most markets are all
/// sound.
std::optional<error> problem_of(const window_id& window, const run_setup& setup, worker_seam& seam) {
  const auto& market = setup.inputs.market;
  if (!market.all_finite())
    if (auto problem =
            check_window(market.window(window), input_columns, fallback_feature_extractor::length_min))
      return problem;
  return seam.disturbed() ? error_after(setup.board->draw_answer(seam)) : std::nullopt;
}

work_report report_of(const work_batch_order& batch, duration service, const run_setup& setup,
                      worker_seam& seam) {
  work_report report{batch.worker, batch.incarnation, service, {}};
  report.results.reserve(batch.items.size());
  for (const auto& item : batch.items)
    if (const auto problem = problem_of(item.window, setup, seam))
      report.results.push_back({item.turn, nullptr, problem->code,
                                std::make_shared<const std::string>(reason_in(problem->message))});
    else
      report.results.push_back({item.turn, nullptr, std::nullopt});
  return report;
}

duration scaled(duration d, double factor) {
  return duration(static_cast<duration::rep>(static_cast<double>(d.count()) * factor));
}

} // namespace

extractor_actor spawn_simulated_extractor(const run_setup& setup, const supervisor_actor& supervisor,
                                          worker_role role, const service_model& service,
                                          const zone_config* zone) {
  return setup.runtime.spawn_worker([&setup, supervisor, role, service, zone](extractor_actor::pointer self) {
    // A stream for every life of every worker: what one draws does not depend on the others.
    const auto stream = [&](std::string_view dimension) {
      return setup.random(dimension).split(role.instance).split(role.incarnation);
    };
    const auto worker =
        std::make_shared<simulated_worker>(simulated_worker{stream("service"), stream("network")});
    auto& seam = setup.board->worker(name_of(role));
    const auto cold = draw_cold_start(service, role, stream("cold_start"));
    self->send(supervisor, instance_ready{role.instance, role.incarnation, cold});
    return extractor_actor::behavior_type{
        [self, worker, service, zone, &setup, &seam](const work_order& order) {
          // It may still be busy: a dispatcher that was respawned does not know what its predecessor ordered.
          // The report goes out now and comes when the batch is done. Should this worker die meanwhile, the
          // dispatcher knows by then, and does not listen.
          const auto now = setup.runtime.now();
          const auto there = draw_delay(*worker, zone);
          const auto back = draw_delay(*worker, zone);
          const auto hop = draw_hop(*worker, service, now);
          auto taken = draw_service(*worker, service, order.batch, now);
          if (seam.disturbed())
            taken = scaled(taken, setup.board->slowdown(seam, order.batch.items.size()));
          worker->free_at = std::max(worker->free_at, now + there) + hop + taken;
          self->scheduled_send(order.report_to, setup.runtime.steady(worker->free_at + back),
                               report_of(order.batch, taken, setup, seam));
        }};
  });
}

} // namespace simrun
