#pragma once

#include "core/circuit_breaker.hpp"
#include "core/dispatcher_actions.hpp"
#include "core/job_table.hpp"
#include "core/probe_watch.hpp"
#include "core/single_flight.hpp"

#include <span>

namespace simrun {

struct dispatcher_config {
  std::uint32_t workers = 1;
  std::uint32_t batch_max = 16;
  std::uint32_t queue_max = 256;
  bool fallback = true; ///< requests that the model can't answer go to the fallback instead of failing
  duration attempt_timeout = std::chrono::milliseconds(250); ///< of a batch, from its order to its report
  duration probe_timeout = std::chrono::milliseconds(50);    ///< of the cache's answer
  breaker_config breaker{};
};

/// Attempts a request gets at the model: the first, and one retry.
inline constexpr std::uint32_t attempts_max = 2;
/// How many requests may wait for the cache's answer, and how many for another's computation, as a multiple
/// of queue_max. They cost no worker anything, but nothing is unbounded.
inline constexpr std::size_t waiting_per_queue_max = 4;

/// Routes requests: cache probe, single flight, admission control, circuit breaker, workers, retry, fallback.
/// A pure state machine: each call puts what is to be sent into `actions()`, which the caller sends and
/// clears. Deadlines belong to the issuer; the dispatcher only forgets what has passed its own.
///
/// Nobody is waited for without end. Who owes an answer and does not give it in time is treated as if it had
/// died, except that it is asked again, a little, now and then.
class dispatcher {
public:
  explicit dispatcher(const dispatcher_config& config);

  void on_arrivals(std::span<const arrival> arrivals, time_point now);
  void on_cache_answers(std::span<const cache_answer> answers, time_point now);
  void on_work_done(const work_report& report, time_point now);

  void on_worker_up(std::uint32_t worker, std::uint32_t incarnation, time_point now);
  /// Returns how many open requests the worker had in its hands. The same for the others that go down.
  std::size_t on_worker_down(std::uint32_t worker, std::uint32_t incarnation, time_point now);
  void on_cache_up() noexcept;
  /// A dead cache is a miss for all who asked it.
  std::size_t on_cache_down(time_point now);
  void on_fallback_up(std::uint32_t incarnation, time_point now);
  std::size_t on_fallback_down(std::uint32_t incarnation, time_point now);

  /// When to call on_timer. It may be called at any time, and may find nothing to do.
  std::optional<time_point> next_timer() const noexcept;
  void on_timer(time_point now);

  dispatcher_actions& actions() noexcept { return actions_; }
  const dispatcher_statistics& statistics() const noexcept { return statistics_; }
  circuit_breaker& breaker() noexcept { return breaker_; }
  std::size_t open() const noexcept { return jobs_.size(); }
  std::size_t count(stage at) const noexcept { return jobs_.count(at); }
  /// Most requests that waited for a worker at once, the fallback's included, since this was last asked.
  std::size_t take_queue_peak() noexcept;
  std::size_t flights() const noexcept { return flights_.flights(); }
  /// Workers that are alive and have not failed to report in time.
  std::uint32_t trusted_workers() const noexcept { return model_.trusted(); }
  std::vector<worker_standing> worker_standings() const { return model_.standings(); }

private:
  void forget_expired(time_point now);
  void ask_cache(const arrival& a, time_point now);
  void miss(request_id id, job& j);
  void admit(request_id id, job& j);
  bool model_takes_one() const noexcept;
  void queue(request_id id, job& j);
  void fall_back(request_id id, job& j);
  std::size_t move_on(const lost_batch& lost, std::optional<std::uint32_t> avoid);
  void retry(request_id id, job& j, std::optional<std::uint32_t> avoid);

  void judge_batch(const work_report& report, time_point sent, time_point now);
  void finish_model(const work_report& report, const work_result& item);
  void finish_fallback(const work_report& report, const work_result& item);
  void deliver(request_id id, const work_result& item, duration service);
  void fail(request_id id, error_code why, reason_ptr reason);
  void end(completion ended);
  void leave_flight(request_id id, const job& j);

  void time_out_probes(time_point now);
  void time_out_workers(time_point now);
  void time_out_fallback(time_point now);

  std::size_t waiting() const noexcept { return jobs_.count(stage::queued) + fallback_.queued(); }
  void settle(time_point now);
  void hand_out_work(time_point now);
  void hand_out_fallback(time_point now);
  void drain_if_hopeless();

  dispatcher_config config_;
  worker_pool model_;
  worker_pool fallback_;
  circuit_breaker breaker_;
  probe_watch probes_;
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
