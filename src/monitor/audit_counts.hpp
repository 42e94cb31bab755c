#pragma once

#include "core/outcome.hpp"
#include "core/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace simrun {

/// A request that failed, from when it was due to its end.
struct failed_request {
  time_point intended;
  time_point ended;
  std::string reason;
};

/// What the auditors of a run counted, apart from the run's own books. Maxima of several lives are the
/// largest, all else is summed up.
struct audit_counts {
  // At the issuer.
  outcome_counts outcomes;          ///< of warm-up and measured part together
  std::uint64_t ended_again = 0;    ///< ends that were counted for a request that had ended
  std::uint64_t ended_unknown = 0;  ///< ends that were counted for what was never issued
  duration ended_late_by{};         ///< counted as ended so long after the deadline, at most
  std::uint64_t answered_again = 0; ///< answers to what an answer had ended before
  std::uint64_t answered_late = 0;  ///< answers to what had ended otherwise
  std::uint64_t disguised = 0;      ///< features of the fallback that came as the model's or the cache's
  std::uint64_t abandoned = 0;      ///< open when a generator was killed
  std::uint64_t open_at_close = 0;  ///< open when the books were closed
  std::uint64_t open_max = 0;
  std::vector<failed_request> failed; ///< the first of them

  // At the dispatcher.
  std::uint64_t answers_missing = 0;       ///< requests that it had, and forgot before their deadline untold
  std::uint64_t answers_made_up = 0;       ///< ends told of requests that it did not have (any more)
  std::uint64_t answers_past_deadline = 0; ///< ends told when the deadline had passed
  std::uint64_t kept_past_deadline = 0;
  std::uint64_t left_with_dead = 0;    ///< requests in a worker's hands that its death did not move on
  std::uint64_t ordered_from_dead = 0; ///< batches sent to a worker whose death was known
  std::uint64_t moved_by_death = 0;    ///< those that did
  std::uint64_t retries = 0;
  std::uint64_t attempt_timeouts = 0;
  std::uint64_t late_results = 0;
  std::uint64_t expired = 0;
  std::uint64_t queued_max = 0;
  std::uint64_t falling_back_max = 0;
  std::uint64_t waiting_max = 0; ///< for a computation of the same window
  std::uint64_t probing_max = 0;
  std::uint64_t mailbox_max = 0;

  // At the cache.
  std::uint64_t fallback_offered = 0; ///< features of the fallback that it was told to keep
  std::uint64_t fallback_served = 0;
  duration served_age_max{}; ///< by the run's clock, which no fault sets wrong

  // Between them.
  std::uint64_t held_max = 0; ///< messages that faults held at a time
  std::uint64_t held_at_end = 0;

  audit_counts& operator+=(const audit_counts& other);
};

/// No run has more of them in its evidence.
inline constexpr std::size_t failed_requests_kept = 1000;

} // namespace simrun
