#pragma once

#include "actors/interfaces.hpp"
#include "core/event_trace.hpp"
#include "core/random.hpp"
#include "core/time.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace simrun {

/// Real or virtual time: the one place where the two differ. Owns the actor system.
class runtime {
public:
  static std::unique_ptr<runtime> real_time();
  static std::unique_ptr<runtime> virtual_time();
  virtual ~runtime() = default;

  virtual caf::actor_system& system() noexcept = 0;
  virtual bool is_virtual() const noexcept = 0;

  /// What happens from now on becomes part of the trace. In real time, where no two runs are alike, it
  /// stays empty.
  virtual void trace_into(event_trace& trace) { trace_ = &trace; }

  /// Virtual time: explores other orders of events, by random waits before each activation of an actor.
  virtual void jitter(const random_stream&) {}

  /// Lets the actors run until `done`. Calls `poll` now and then meanwhile. False where nothing is left to
  /// happen and it is still not done: then it never will be.
  virtual bool run_until(const std::function<bool()>& done, const std::function<void()>& poll) = 0;

  /// Spawns an actor that computes: on a thread of its own in real time, among the others in virtual time.
  virtual extractor_actor
  spawn_worker(std::function<extractor_actor::behavior_type(extractor_actor::pointer)> life) = 0;

  /// Remembers an actor: whoever of them lives when the runtime ends is killed, whatever became of those
  /// who should have seen to it.
  void adopt(const caf::actor& who, std::string name);
  /// Kills the one that was adopted under that name last, as if it had died of itself; false where there is
  /// none that lives.
  bool kill_named(std::string_view name);

  /// Makes run_start lie `lead` from now: the warm-up begins.
  void start_clock(duration lead);
  /// Before the clock was started, now() means nothing.
  bool is_started() const noexcept { return started_; }

  time_point now() noexcept { return time_point(steady_now().time_since_epoch() - epoch_.load()); }
  caf::actor_clock::time_point steady(time_point t) const noexcept {
    return caf::actor_clock::time_point(t.time_since_epoch() + epoch_.load());
  }

  /// Sends `message` to `self` at `t`.
  template <class Self, class Message>
  void remind(Self* self, time_point t, Message message) {
    self->scheduled_send(self, steady(t), std::move(message));
  }

protected:
  void kill_adopted();
  caf::actor_clock::time_point steady_now() noexcept { return system().scheduler().clock().now(); }

private:
  event_trace* trace_ = nullptr;
  std::mutex adopted_mutex_;
  struct adopted_actor {
    std::string name;
    caf::actor_addr address;
  };
  std::vector<adopted_actor> adopted_;
  std::size_t prune_at_ = 64;
  bool is_ending_ = false;
  std::atomic<duration> epoch_{};
  std::atomic<bool> started_ = false;
};

} // namespace simrun
