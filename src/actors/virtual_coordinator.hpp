#pragma once

#include "actors/virtual_clock.hpp"

#include <caf/scheduler/abstract_coordinator.hpp>

#include <deque>

namespace simrun {

/// CAF's scheduler on virtual time: one thread, one queue, first come first served. Load it into the
/// configuration before the actor system is made.
class virtual_coordinator final : public caf::scheduler::abstract_coordinator {
public:
  using super = caf::scheduler::abstract_coordinator;

  explicit virtual_coordinator(caf::actor_system& system) : super(system), unit_(*this) {}

  /// Runs one actor that has messages; where none has, moves time to the next message and delivers it.
  /// False where nothing is left to happen.
  bool step();
  /// Runs actors until none has messages. Time stands still.
  void run_ready();

  virtual_clock& clock() noexcept override { return clock_; }

  static caf::actor_system::module* make(caf::actor_system& system, caf::detail::type_list<>) {
    return new virtual_coordinator(system);
  }

protected:
  bool detaches_utility_actors() const override { return false; }
  void start() override;
  void stop() override;
  void enqueue(caf::resumable* job) override { ready_.push_back(job); }

private:
  struct execution_unit final : caf::execution_unit {
    explicit execution_unit(virtual_coordinator& owner)
        : caf::execution_unit(&owner.system()), owner_(owner) {}
    void exec_later(caf::resumable* job) override { owner_.enqueue(job); }
    virtual_coordinator& owner_;
  };

  bool run_one();

  virtual_clock clock_;
  execution_unit unit_;
  std::deque<caf::resumable*> ready_;
};

} // namespace simrun
