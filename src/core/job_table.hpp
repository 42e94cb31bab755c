#pragma once

#include "core/request.hpp"
#include "core/worker_pool.hpp"

#include <array>
#include <deque>
#include <optional>
#include <unordered_map>
#include <utility>

namespace simrun {

/// Where the dispatcher has a request.
enum class stage : std::uint8_t {
  probing,      ///< the cache has been asked
  waiting,      ///< for another request that computes the same window
  queued,       ///< for a worker
  working,      ///< in a worker's hands
  falling_back, ///< queued at the fallback, or in its hands
};

struct job {
  window_id window;
  time_point deadline;
  stage at = stage::probing;
  std::uint32_t attempt = 0;
};

/// The requests a dispatcher knows, how many are at each stage, and whose deadline comes next.
class job_table {
public:
  /// False where the request is here already.
  bool enter(const arrival& a, stage at);
  job* find(request_id id);
  /// Only if it is still at that stage, and at that attempt.
  job* find(const ticket& t, stage at);
  void move(job& j, stage to) noexcept;
  job remove(request_id id);

  /// One whose deadline has come, if there is any: to be removed before the next call.
  std::optional<request_id> next_expired(time_point now);
  /// Those at a stage, oldest first.
  std::vector<request_id> all_at(stage at) const;

  std::size_t count(stage at) const noexcept { return counts_[static_cast<std::size_t>(at)]; }
  std::size_t size() const noexcept { return jobs_.size(); }

private:
  std::size_t& count_of(stage at) noexcept { return counts_[static_cast<std::size_t>(at)]; }

  std::unordered_map<request_id, job> jobs_;
  std::array<std::size_t, 5> counts_{};
  /// In the order of deadlines, which is nearly always that of arrival. It holds ended ones too, until their
  /// deadline.
  std::deque<std::pair<time_point, request_id>> deadlines_;
};

} // namespace simrun
