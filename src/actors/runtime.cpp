#include "actors/runtime.hpp"

#include "actors/virtual_coordinator.hpp"

#include <algorithm>
#include <thread>

namespace simrun {

namespace {

using worker_life = std::function<extractor_actor::behavior_type(extractor_actor::pointer)>;

/// Message handlers are short and extractors have threads of their own.
constexpr std::size_t handler_threads = 2;

void kill(const caf::actor& who) {
  caf::anon_send<caf::message_priority::high>(who, caf::exit_msg{who.address(), caf::exit_reason::kill});
}

class real_runtime final : public runtime {
public:
  real_runtime() : system_(configuration_) {}
  ~real_runtime() override { kill_adopted(); }

  caf::actor_system& system() noexcept override { return system_; }
  bool is_virtual() const noexcept override { return false; }

  bool run_until(const std::function<bool()>& done, const std::function<void()>& poll) override {
    while (!done()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      poll();
    }
    return true;
  }

  extractor_actor spawn_worker(worker_life life) override {
    // CAF counts an actor before it starts its thread, and where there is no memory for that it would wait
    // for the actor for ever. A thread that ends at once tells beforehand, and leaves its stack to the next.
    std::thread([] {}).join();
    return system_.spawn<caf::detached>(std::move(life));
  }

private:
  struct configuration : caf::actor_system_config {
    configuration() {
      // Work stealing polls, and lets a message wait behind a running handler.
      set("scheduler.policy", caf::atom("sharing"));
      set("scheduler.max-threads", handler_threads);
    }
  };

  configuration configuration_;
  caf::actor_system system_;
};

class virtual_runtime final : public runtime {
public:
  virtual_runtime() : system_(configuration_) {}
  /// The system waits for its actors to end, and here nobody runs them but us.
  ~virtual_runtime() override {
    coordinator().calm();
    kill_adopted();
    coordinator().run_ready();
  }

  caf::actor_system& system() noexcept override { return system_; }
  bool is_virtual() const noexcept override { return true; }

  void trace_into(event_trace& trace) override {
    runtime::trace_into(trace);
    coordinator().trace_into(&trace);
  }

  void jitter(const random_stream& schedule) override { coordinator().jitter(schedule); }

  bool run_until(const std::function<bool()>& done, const std::function<void()>& poll) override {
    constexpr unsigned steps_per_poll = 4096;
    for (unsigned steps = 0; !done(); ++steps) {
      if (steps % steps_per_poll == 0) {
        poll();
        // CAF's logger takes a lock at every step to say whose thread this is, though it logs nothing. Each
        // spawn sets it again.
        caf::logger::set_current_actor_system(nullptr);
      }
      if (!coordinator().step())
        return false;
    }
    return true;
  }

  extractor_actor spawn_worker(worker_life life) override { return system_.spawn(std::move(life)); }

private:
  struct configuration : caf::actor_system_config {
    configuration() { load<virtual_coordinator>(); }
  };

  virtual_coordinator& coordinator() { return static_cast<virtual_coordinator&>(system_.scheduler()); }

  configuration configuration_;
  caf::actor_system system_;
};

} // namespace

std::unique_ptr<runtime> runtime::real_time() {
  return std::make_unique<real_runtime>();
}

std::unique_ptr<runtime> runtime::virtual_time() {
  return std::make_unique<virtual_runtime>();
}

void runtime::adopt(const caf::actor& who, std::string name) {
  // In real time several threads bring actors up, and the trace has no lock of its own.
  const std::scoped_lock lock(adopted_mutex_);
  if (trace_)
    trace_->name_actor(static_cast<std::uint32_t>(who.id()), name);
  // Who sets itself up while the others are killed may still spawn some.
  if (is_ending_)
    return kill(who);
  if (adopted_.size() >= prune_at_) {
    std::erase_if(adopted_,
                  [](const adopted_actor& a) { return !caf::actor_cast<caf::strong_actor_ptr>(a.address); });
    prune_at_ = 2 * adopted_.size() + 64;
  }
  adopted_.push_back({std::move(name), who.address()});
}

bool runtime::kill_named(std::string_view name) {
  const std::scoped_lock lock(adopted_mutex_);
  const auto found = std::find_if(adopted_.rbegin(), adopted_.rend(),
                                  [name](const adopted_actor& a) { return a.name == name; });
  const auto who = found == adopted_.rend() ? nullptr : caf::actor_cast<caf::actor>(found->address);
  if (who)
    kill(who);
  return who != nullptr;
}

void runtime::kill_adopted() {
  const std::scoped_lock lock(adopted_mutex_);
  is_ending_ = true;
  for (const auto& each : adopted_)
    if (const auto who = caf::actor_cast<caf::actor>(each.address))
      kill(who);
  adopted_.clear();
}

void runtime::start_clock(duration lead) {
  epoch_ = steady_now().time_since_epoch() + lead;
  started_ = true;
}

} // namespace simrun
