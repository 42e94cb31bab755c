#pragma once

#include "actors/run_setup.hpp"
#include "chaos/fault_spec.hpp"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace simrun {

enum class component { cache, fallback, extractor, dispatcher, load_generator };

/// One thing the supervisor looks after, through all its lives.
struct instance {
  component kind = component::extractor;
  std::uint32_t worker = 0; ///< among extractors
  std::string name;         ///< "extractor[1]"
  std::uint32_t incarnation = 0;
  bool up = false;
  caf::actor handle;
  std::stop_source stop;            ///< interrupts the computation of a worker that is to die
  std::optional<std::size_t> fault; ///< which killed it, until it is up again
  bool held_down = false;           ///< until that fault is over
  time_point died_at;
};

/// The instances of a run, in the order in which they come up: each after those it talks to.
std::vector<instance> instances_of(const scenario& s);

/// Whether the fault means this instance.
bool hits(const fault_target& target, const instance& i);

} // namespace simrun
