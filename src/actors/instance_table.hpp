#pragma once

#include "actors/run_setup.hpp"
#include "core/instance_life.hpp"

#include <stop_token>
#include <string>
#include <vector>

namespace simrun {

enum class component { cache, fallback, extractor, dispatcher, load_generator, environment };

/// One thing the supervisor looks after, through all its lives.
struct instance {
  component kind = component::extractor;
  std::uint32_t worker = 0; ///< among extractors, or environments
  std::string name;         ///< "extractor[1]"
  instance_life life;
  caf::actor handle;                     ///< of the present life; none while it is down
  std::stop_source stop{};               ///< interrupts the computation of a worker that is to die
  std::string last_words;                ///< why it could not go on, where it said so
  std::vector<load_progress> progress{}; ///< load generator: how far its lives have come
};

/// The instances of a run, in the order in which they come up: each after those it talks to.
std::vector<instance> instances_of(const scenario& s);

/// The one of its kind; none where the scenario does without.
instance* find_single(std::vector<instance>& all, component kind);

} // namespace simrun
