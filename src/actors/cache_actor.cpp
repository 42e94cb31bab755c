#include "actors/cache_actor.hpp"

#include "features/cache_key.hpp"
#include "features/feature_cache.hpp"

namespace simrun {

namespace {

struct cache_state {
  cache_state(const run_setup& run, chaos_actor c)
      : setup(run), chaos(std::move(c)), store(run.scenario.cache.capacity, run.scenario.cache.ttl) {}

  /// The content of the window, not its place: equal bars of two symbols still differ by the symbol.
  cache_key key(const window_id& window) const {
    return key_of(setup.inputs.market.window(window), setup.inputs.model_identity);
  }

  time_point now() const { return setup.now("cache"); }

  const run_setup& setup;
  chaos_actor chaos;
  feature_cache store;
  std::uint64_t filler = 0; ///< entries made up so far
};

using self_pointer = cache_actor::stateful_pointer<std::optional<cache_state>>;

cache_answers look_up(cache_state& s, const cache_probes& asked) {
  cache_answers found;
  found.answers.reserve(asked.probes.size());
  const auto now = s.now();
  for (const auto& probe : asked.probes) {
    auto features = s.store.find(s.key(probe.window), now);
    found.answers.push_back({probe.id, features.has_value(), features.value_or(nullptr)});
  }
  return found;
}

/// Entries under keys that no window has: what was there makes room.
std::uint64_t fill(cache_state& s) {
  for (std::size_t i = 0; i < s.store.capacity(); ++i)
    s.store.store({++s.filler, ~std::uint64_t{0}}, nullptr, s.now());
  return s.store.capacity();
}

cache_actor::behavior_type keep_features(self_pointer self, const run_setup& setup,
                                         const chaos_actor& chaos) {
  self->state.emplace(setup, chaos);
  return {
      [self](const cache_probes& asked) { self->send(asked.answer_to, look_up(*self->state, asked)); },
      [self](const cache_stores& stores) {
        auto& s = *self->state;
        for (const auto& entry : stores.entries)
          s.store.store(s.key(entry.window), entry.features, s.now());
      },
      [self](const cache_order& order) {
        auto& s = *self->state;
        self->send(s.chaos, cache_changed{order.fault, order.fill ? fill(s) : s.store.clear()});
      },
  };
}

} // namespace

cache_actor spawn_cache(const run_setup& setup, const chaos_actor& chaos) {
  return setup.runtime.system().spawn(keep_features, std::cref(setup), chaos);
}

} // namespace simrun
