#include "actors/cache_actor.hpp"

#include "features/cache_key.hpp"
#include "features/feature_cache.hpp"

namespace simrun {

namespace {

struct cache_state {
  explicit cache_state(const run_setup& run)
      : setup(run), store(run.scenario.cache.capacity, run.scenario.cache.ttl) {}

  /// The content of the window, not its place: equal bars of two symbols still differ by the symbol.
  cache_key key(const window_id& window) const {
    return key_of(setup.inputs.market.window(window), setup.inputs.model_identity);
  }

  const run_setup& setup;
  feature_cache store;
};

using self_pointer = cache_actor::stateful_pointer<std::optional<cache_state>>;

cache_answers look_up(cache_state& s, const cache_probes& asked) {
  cache_answers found;
  found.answers.reserve(asked.probes.size());
  const auto now = s.setup.runtime.now();
  for (const auto& probe : asked.probes) {
    auto features = s.store.find(s.key(probe.window), now);
    found.answers.push_back({probe.id, features.has_value(), features.value_or(nullptr)});
  }
  return found;
}

cache_actor::behavior_type keep_features(self_pointer self, const run_setup& setup) {
  self->state.emplace(setup);
  return {
      [self](const cache_probes& asked) {
        self->send(caf::actor_cast<dispatcher_actor>(self->current_sender()), look_up(*self->state, asked));
      },
      [self](const cache_stores& stores) {
        auto& s = *self->state;
        for (const auto& entry : stores.entries)
          s.store.store(s.key(entry.window), entry.features, s.setup.runtime.now());
      },
  };
}

} // namespace

cache_actor spawn_cache(const run_setup& setup) {
  return setup.runtime.system().spawn(keep_features, std::cref(setup));
}

} // namespace simrun
