#pragma once

#include "core/dispatcher_actions.hpp"
#include "core/job_table.hpp"
#include "core/single_flight.hpp"

#include <span>

namespace simrun {

struct dispatcher_config {
  std::uint32_t workers = 1;
  std::uint32_t batch_max = 16;
  std::uint32_t queue_max = 256;
  bool fallback = true; ///< requests that the model can't answer go to the fallback instead of failing
};

/// Attempts a request gets at the model: the first, and one retry.
inline constexpr std::uint32_t attempts_max = 2;
/// How many requests may wait for the cache's answer, and how many for another's computation, as a multiple
/// of queue_max. They cost no worker anything, but nothing is unbounded.
inline constexpr std::size_t waiting_per_queue_max = 4;

/// Routes requests: cache probe, single flight, admission control, workers, retry, fallback. A pure state
/// machine: each call puts what is to be sent into `actions()`, which the caller sends and clears.
/// Deadlines belong to the issuer; the dispatcher only forgets what has passed its own.
class dispatcher {
public:
  explicit dispatcher(const dispatcher_config& config);

  void on_arrivals(std::span<const arrival> arrivals, time_point now);
  void on_cache_answers(std::span<const cache_answer> answers, time_point now);
  void on_work_done(const work_report& report, time_point now);

  void on_worker_up(std::uint32_t worker, std::uint32_t incarnation, time_point now);
  /// Returns how many open requests the worker had in its hands. The same for the others that go down.
  std::size_t on_worker_down(std::uint32_t worker, std::uint32_t incarnation, time_point now);
  void on_cache_up() noexcept { cache_up_ = true; }
  /// A dead cache is a miss for all who asked it.
  std::size_t on_cache_down(time_point now);
  void on_fallback_up(std::uint32_t incarnation, time_point now);
  std::size_t on_fallback_down(std::uint32_t incarnation, time_point now);

  dispatcher_actions& actions() noexcept { return actions_; }
  const dispatcher_statistics& statistics() const noexcept { return statistics_; }
  std::size_t open() const noexcept { return jobs_.size(); }
  std::size_t count(stage at) const noexcept { return jobs_.count(at); }
  /// Most requests that waited for a worker at once, the fallback's included, since this was last asked.
  std::size_t take_queue_peak() noexcept;
  std::size_t flights() const noexcept { return flights_.flights(); }

  /// Drops what has passed its deadline, as each of the calls above does first.
  void on_timer(time_point now);

private:
  void forget_expired(time_point now);
  void miss(request_id id, job& j);
  void admit(request_id id, job& j);
  void queue(request_id id, job& j);
  void fall_back(request_id id, job& j);
  void retry(request_id id, job& j);
  void finish_model(const work_report& report, const work_result& item);
  void finish_fallback(const work_report& report, const work_result& item);
  void deliver(request_id id, const work_result& item, duration service);
  void fail(request_id id, error_code why, reason_ptr reason);
  void end(completion ended);
  void leave_flight(request_id id, const job& j);
  void drain_if_no_worker();
  std::size_t waiting() const noexcept { return jobs_.count(stage::queued) + fallback_.queued(); }
  void settle();
  void hand_out_work();
  void hand_out_fallback();

  dispatcher_config config_;
  worker_pool model_;
  worker_pool fallback_;
  single_flight flights_;
  job_table jobs_;
  /// Requests that lead a flight since its leader ended, and are still to be admitted: in a list, because
  /// admitting one may end it and promote the next.
  std::vector<request_id> promoted_;
  bool cache_up_ = false;
  std::size_t queue_peak_ = 0;
  dispatcher_actions actions_;
  dispatcher_statistics statistics_;
};

} // namespace simrun
