#pragma once

#include "actors/virtual_clock.hpp"

#include "core/event_trace.hpp"
#include "core/random.hpp"

#include <caf/scheduler/abstract_coordinator.hpp>

#include <deque>
#include <optional>
#include <typeinfo>
#include <unordered_map>

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

  /// From now on each activation of an actor waits a random time, exponential about a mean that is drawn too,
  /// between 10 us and 10 ms: other seeds make other orders of events happen.
  void jitter(random_stream schedule);
  /// No longer, and who waits is ready.
  void calm();

  /// Every message that an actor takes from now on becomes an event of the trace.
  void trace_into(event_trace* trace) noexcept { trace_ = trace; }

  static caf::actor_system::module* make(caf::actor_system& system, caf::detail::type_list<>) {
    return new virtual_coordinator(system);
  }

protected:
  bool detaches_utility_actors() const override { return false; }
  void start() override;
  void stop() override;
  void enqueue(caf::resumable* job) override;

private:
  struct execution_unit final : caf::execution_unit {
    explicit execution_unit(virtual_coordinator& owner)
        : caf::execution_unit(&owner.system()), owner_(owner) {}
    void exec_later(caf::resumable* job) override { owner_.enqueue(job); }
    virtual_coordinator& owner_;
  };

  bool run_one();
  void trace_next_message(caf::resumable& job);
  std::uint32_t name_builtin(std::uint16_t number);
  std::uint32_t message_number(const std::type_info& type);

  virtual_clock clock_;
  execution_unit unit_;
  std::deque<caf::resumable*> ready_;
  std::optional<random_stream> schedule_; ///< none: who has messages is ready at once
  double jitter_mean_ = 0;                ///< nanoseconds
  event_trace* trace_ = nullptr;
  std::unordered_map<const std::type_info*, std::uint32_t> message_numbers_;
};

} // namespace simrun
