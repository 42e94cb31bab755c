#pragma once

#include "core/request.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace simrun {

/// A request's turn at a worker. A result counts only if both parts match.
struct ticket {
  request_id id = 0;
  std::uint32_t attempt = 0;

  friend bool operator==(const ticket&, const ticket&) = default;
};

/// A batch for one worker.
struct work_batch {
  std::uint32_t worker = 0;
  std::uint32_t incarnation = 0;
  std::vector<ticket> tickets;
};

/// Workers with one credit each and the queue before them. A worker that frees takes what is queued, up to
/// `batch_max`; it never waits for a batch to fill. What is queued is shared out evenly over the idle.
class worker_pool {
public:
  worker_pool(std::uint32_t workers, std::uint32_t batch_max);

  void worker_up(std::uint32_t worker, std::uint32_t incarnation);
  /// What the worker had in its hands, in the order in which it was given. Nothing where an older
  /// incarnation died.
  std::vector<ticket> worker_down(std::uint32_t worker, std::uint32_t incarnation);
  /// Gives the worker its credit back. False where an older incarnation, or an idle worker, speaks.
  bool worker_done(std::uint32_t worker, std::uint32_t incarnation);

  void push_back(ticket t) { queue_.push_back(t); }
  /// For what has waited already.
  void push_front(ticket t) { queue_.push_front(t); }
  std::optional<ticket> pop_front();
  const ticket* front() const noexcept { return queue_.empty() ? nullptr : &queue_.front(); }

  /// The next batch for an idle worker, longest idle first. Nothing where no one is idle or nothing queued.
  std::optional<work_batch> next_batch();

  std::size_t queued() const noexcept { return queue_.size(); }
  std::uint32_t live() const noexcept { return live_; }
  /// How many tickets the idle workers would take at once.
  std::size_t room() const noexcept { return idle_.size() * batch_max_; }

private:
  struct worker_slot {
    std::uint32_t incarnation = 0;
    bool up = false;
    bool busy = false;
    std::vector<ticket> in_hand;
  };

  std::uint32_t batch_max_;
  std::uint32_t live_ = 0;
  std::vector<worker_slot> workers_;
  std::deque<std::uint32_t> idle_;
  std::deque<ticket> queue_;
};

} // namespace simrun
