#pragma once

#include "actors/run_setup.hpp"

#include <stop_token>

namespace simrun {

/// What a worker is to be: an extractor, or the fallback.
struct worker_role {
  std::size_t instance = 0; ///< what it calls itself when it reports to the supervisor that it is ready
  std::uint32_t worker = 0; ///< its number at the dispatcher
  std::uint32_t incarnation = 0;
};

inline bool is_fallback(const worker_role& role) {
  return role.worker == fallback_worker;
}
/// "extractor[1]" or "fallback"
inline std::string name_of(const worker_role& role) {
  return is_fallback(role) ? "fallback" : extractor_name(role.worker);
}

/// Real clock: a thread of its own that runs an extractor. It is ready once it has extracted a first window,
/// which is the cold start: the weights' loading, which all share, is part of that of first lives only. A
/// request to stop makes it drop the batch it computes, as a kill would.
extractor_actor spawn_extractor(const run_setup& setup, const supervisor_actor& supervisor, worker_role role,
                                std::stop_token stop);

/// Virtual clock: a batch takes a drawn time. `zone` is where the worker stands: messages to it and from it
/// take their time; null where they take none.
extractor_actor spawn_simulated_extractor(const run_setup& setup, const supervisor_actor& supervisor,
                                          worker_role role, const service_model& service,
                                          const zone_config* zone);

} // namespace simrun
