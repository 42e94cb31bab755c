#include "actors/spawn_instance.hpp"

#include "actors/cache_actor.hpp"
#include "actors/dispatcher_actor.hpp"
#include "actors/environment_actor.hpp"
#include "actors/extractor_actor.hpp"

namespace simrun {

namespace {

const zone_config* zone_of(const run_setup& setup, std::uint32_t worker) {
  for (std::size_t z = 0; z < setup.zones.size(); ++z)
    if (worker - setup.zones[z].first < setup.zones[z].count)
      return &setup.scenario.zones[z];
  return nullptr;
}

extractor_actor spawn_worker(const run_setup& setup, const supervisor_actor& supervisor, std::size_t index,
                             instance& i) {
  const bool fallback = i.kind == component::fallback;
  const worker_role role{index, fallback ? fallback_worker : i.worker, i.life.incarnation()};
  if (setup.runtime.is_virtual() && fallback)
    return spawn_simulated_extractor(setup, supervisor, role, setup.scenario.fallback.service, nullptr);
  if (setup.runtime.is_virtual())
    return spawn_simulated_extractor(setup, supervisor, role, setup.scenario.extractor.service,
                                     zone_of(setup, i.worker));
  i.stop = std::stop_source();
  return spawn_extractor(setup, supervisor, role, i.stop.get_token());
}

} // namespace

caf::actor spawn_instance(const run_setup& setup, const generator_audience& audience, std::size_t index,
                          instance& i) {
  const auto untyped = [](const auto& handle) { return caf::actor_cast<caf::actor>(handle); };
  switch (i.kind) {
  case component::cache:
    return untyped(spawn_cache(setup, audience.chaos));
  case component::dispatcher:
    return untyped(spawn_dispatcher(setup, audience.monitor, audience.chaos, i.life.incarnation()));
  case component::load_generator:
    return untyped(spawn_load_generator(setup, audience, i.life.incarnation(), i.progress));
  case component::environment:
    return untyped(spawn_environment(setup, audience.monitor, i.worker, i.life.incarnation()));
  case component::fallback:
  case component::extractor:
    break;
  }
  return untyped(spawn_worker(setup, audience.supervisor, index, i));
}

bool announces_itself(const instance& i) {
  return i.kind == component::fallback || i.kind == component::extractor;
}

} // namespace simrun
