#pragma once

#include "core/request.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <set>
#include <utility>
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
  std::uint64_t number = 0; ///< of all batches of the pool; a report repeats it
  std::vector<ticket> tickets;
};

/// A batch that was not answered: its worker died, or is late.
struct lost_batch {
  std::uint32_t worker = 0;
  time_point sent;
  std::vector<ticket> tickets;
};

/// How a worker is to its pool. Late: it has not reported in time. Ripe: it has not, and may be given a
/// request to see.
enum class worker_standing : std::uint8_t { down, idle, busy, late, ripe };

/// Workers with one credit each and the queue before them. A worker that frees takes what is queued, up to
/// `batch_max`; it never waits for a batch to fill. What is queued is shared out evenly over the idle.
///
/// A worker whose report does not come within the timeout is a suspect. It gets nothing until it reports that
/// batch, or a while has passed; then a single request, to see. That while doubles with each one in vain.
class worker_pool {
public:
  worker_pool(std::uint32_t workers, std::uint32_t batch_max, duration timeout);

  void worker_up(std::uint32_t worker, std::uint32_t incarnation);
  /// What the worker had in its hands, in the order in which it was given. Nothing where an older
  /// incarnation died.
  lost_batch worker_down(std::uint32_t worker, std::uint32_t incarnation);
  /// Gives the worker its credit back, and says when it got the batch. Nothing where that batch is not in its
  /// hands (any more).
  std::optional<time_point> worker_done(std::uint32_t worker, std::uint32_t incarnation,
                                        std::uint64_t number);
  /// The batch was not sent: nothing in it needs an answer any more.
  void take_back(const work_batch& batch);

  void push_back(ticket t) { queue_.push_back(t); }
  /// For what has waited already: it goes first, and to no worker that it should avoid as long as another is
  /// in good standing.
  void push_retry(ticket t, std::optional<std::uint32_t> avoid) { retries_.push_back({t, avoid}); }
  std::optional<ticket> pop_front();
  /// Takes from the front of the queue what is no turn any more.
  template <class Ended>
  void drop_ended(Ended ended) {
    while (!queue_.empty() && ended(queue_.front()))
      queue_.pop_front();
    while (!retries_.empty() && ended(retries_.front().turn))
      retries_.pop_front();
  }

  /// The next batch for an idle worker, longest idle first. Nothing where no one is idle or nothing queued.
  std::optional<work_batch> next_batch(time_point now);

  std::optional<time_point> next_timer() const noexcept;
  /// A batch that is overdue, if there is any: its worker is a suspect from now on.
  std::optional<lost_batch> next_overdue(time_point now);
  /// Suspects that have been left alone for long enough may be given a request.
  void ripen_suspects(time_point now);

  std::size_t queued() const noexcept { return queue_.size() + retries_.size(); }
  std::uint32_t live() const noexcept { return live_; }
  /// Those alive that are no suspects.
  std::uint32_t trusted() const noexcept { return trusted_; }
  /// Of each worker.
  std::vector<worker_standing> standings() const;
  /// Suspects that may be given a request.
  std::size_t ripe() const noexcept { return ripe_.size(); }
  /// How many tickets the idle workers would take at once.
  std::size_t room() const noexcept { return idle_.size() * batch_max_; }

private:
  using standing = worker_standing;

  struct worker_slot {
    std::uint32_t incarnation = 0;
    standing now = standing::down;
    bool suspect = false;     ///< also while it is busy with the request that is to show
    std::uint64_t number = 0; ///< of the last batch
    time_point sent;
    duration patience{}; ///< the last time it was left alone for
    time_point ripe_at;
    std::vector<ticket> in_hand;
  };
  struct retry {
    ticket turn;
    std::optional<std::uint32_t> avoid;
  };
  struct due_batch {
    time_point due;
    std::uint32_t worker = 0;
    std::uint64_t number = 0;
  };

  bool is_open(const due_batch& batch) const noexcept;
  void leave_place(std::uint32_t worker);
  void trust(worker_slot& slot) noexcept;
  void suspect(std::uint32_t worker, time_point now);
  std::optional<work_batch> next_probe(time_point now);
  std::optional<ticket> take_for_suspect(std::uint32_t worker);
  std::vector<ticket> take_for(std::uint32_t worker, std::size_t count);
  work_batch give(std::uint32_t worker, std::vector<ticket> tickets, time_point now);

  std::uint32_t batch_max_;
  duration timeout_;
  std::uint32_t live_ = 0;
  std::uint32_t trusted_ = 0;
  std::uint64_t batches_ = 0;
  std::vector<worker_slot> workers_;
  std::deque<std::uint32_t> idle_;
  std::deque<ticket> queue_;
  std::deque<retry> retries_;
  /// The timeout is the same for all, so the oldest is due first. It holds answered ones too, behind the
  /// oldest that is not.
  std::deque<due_batch> dues_;
  std::set<std::pair<time_point, std::uint32_t>> late_; ///< suspects, by when they are ripe
  std::deque<std::uint32_t> ripe_;
};

} // namespace simrun
