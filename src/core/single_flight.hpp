#pragma once

#include "core/request.hpp"

#include <deque>
#include <optional>
#include <unordered_map>

namespace simrun {

/// Concurrent misses of one window compute once: the first leads, the others wait for its features.
class single_flight {
public:
  /// True where the request leads and has to compute; false where it waits for the leader.
  bool join(const window_id& window, request_id id);

  /// The leader has its features: those who waited, in order of arrival.
  std::deque<request_id> land(const window_id& window);

  /// The leader ended without features: the one who leads now and has to compute, if anyone waits.
  std::optional<request_id> hand_over(const window_id& window);

  bool leads(const window_id& window, request_id id) const;
  /// Takes out one that waits no longer.
  void leave(const window_id& window, request_id id);

  std::size_t flights() const noexcept { return flights_.size(); }

private:
  struct flight {
    request_id leader = 0;
    std::deque<request_id> waiting;
  };

  std::unordered_map<window_id, flight> flights_;
};

} // namespace simrun
