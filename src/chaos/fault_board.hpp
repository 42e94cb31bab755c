#pragma once

#include "chaos/fault_plan.hpp"
#include "chaos/way_faults.hpp"
#include "chaos/worker_faults.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace simrun {

/// A message that waits for the end of a fault.
class held_message {
public:
  virtual ~held_message() = default;
  /// Must be quick, and must not come back to the board.
  virtual void deliver() = 0;
};
using held_message_ptr = std::unique_ptr<held_message>;

/// What a fault did, as evidence that it was there.
struct fault_effect {
  std::uint64_t messages = 0; ///< held, dropped, copied, late or out of order; updates late or lost
  std::uint64_t requests = 0; ///< that were in them, or that a worker answered otherwise than it would have
};

/// The way of messages from one actor to another, through all their lives.
class message_way {
public:
  message_way(std::string sender, std::string receiver) : from(std::move(sender)), to(std::move(receiver)) {}

  /// Without a lock: false where no fault is on it, and then a message may go straight on.
  bool disturbed() const noexcept { return disturbed_.load(std::memory_order_relaxed); }

  const std::string from;
  const std::string to;

private:
  friend class fault_board;
  struct waiting {
    std::uint64_t number; ///< in the order in which all ways held theirs
    held_message_ptr message;
  };
  std::atomic<bool> disturbed_ = false;
  way_faults faults_;
  std::vector<waiting> held_;
  std::vector<waiting> swapped_;
};

/// Where a worker asks what is wrong with it, through all its lives.
class worker_seam {
public:
  explicit worker_seam(std::string worker) : name(std::move(worker)) {}
  bool disturbed() const noexcept { return disturbed_.load(std::memory_order_relaxed); }

  const std::string name;

private:
  friend class fault_board;
  std::atomic<bool> disturbed_ = false;
  worker_faults faults_;
};

/// The faults that are at work now. Whoever may be hit asks here, and the board counts what it answered. Any
/// thread may call anything.
class fault_board {
public:
  fault_board(const fault_plan& plan, const random_stream& random);

  /// Made on the first call, and the same ever after.
  message_way& way(std::string_view from, std::string_view to);
  worker_seam& worker(std::string_view name);
  /// False where no fault of the plan ever touches a message: then nobody needs to ask.
  bool touches_messages() const noexcept { return touches_messages_; }

  /// A firing of the plan begins to work, or ends; what it alone held is delivered, oldest first.
  void begin(std::size_t firing);
  void end(std::size_t firing);
  /// Everything ends, and what was held is forgotten: its receivers are about to go.
  void close();

  /// What is to become of a message; of one that is held, `hold` makes what is delivered later.
  template <class Hold>
  message_fate pass(message_way& way, std::size_t requests, time_point now, const Hold& hold) {
    const std::scoped_lock lock(mutex_);
    const auto fate = decide(way, requests, now);
    if (fate.held || fate.swapped)
      keep(way, fate, hold());
    return fate;
  }
  /// A message has passed: those that were held for it to overtake follow.
  void passed(message_way& way);

  double slowdown(worker_seam& worker, std::size_t requests);
  answer_fate draw_answer(worker_seam& worker);
  /// How far a component's clock is ahead.
  duration skew(std::string_view component) const {
    return skewed_.load(std::memory_order_relaxed) ? skew_now(component) : duration{};
  }

  /// An update for a live view is due: how much longer the monitor takes for it.
  duration delay_update();

  fault_effect effect(std::size_t firing) const;
  /// Messages that wait for the end of a fault, or to be overtaken: now, and the most there were at a time.
  std::size_t held() const;
  std::size_t held_max() const;

private:
  message_fate decide(message_way& way, std::size_t requests, time_point now);
  void keep(message_way& way, const message_fate& fate, held_message_ptr message);
  bool is_on(const planned_fault& fault, const message_way& way) const;
  void deliver_free();
  duration skew_now(std::string_view component) const;

  const std::vector<planned_fault>& plan_;
  random_stream random_;
  bool touches_messages_;
  mutable std::mutex mutex_;
  // In the order in which they were first asked for, and where each stands there.
  std::vector<std::unique_ptr<message_way>> ways_;
  std::vector<std::unique_ptr<worker_seam>> workers_;
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::size_t> skewing_;         ///< firings
  std::vector<std::size_t> slowing_updates_; ///< firings
  std::atomic<bool> skewed_ = false;
  std::vector<fault_effect> effects_;
  std::uint64_t held_so_far_ = 0;
  std::size_t held_ = 0;
  std::size_t held_max_ = 0;
};

} // namespace simrun
