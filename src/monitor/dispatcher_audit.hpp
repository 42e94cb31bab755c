#pragma once

#include "core/dispatcher.hpp"
#include "monitor/run_audit.hpp"

#include <map>
#include <set>
#include <span>
#include <unordered_map>

namespace simrun {

/// Watches one life of a dispatcher: what comes in, what it wants sent, and how much it says it holds. It
/// keeps the open requests itself, so that one that vanishes inside is missed at once. All times are by the
/// dispatcher's own clock.
class dispatcher_audit {
public:
  dispatcher_audit(run_audit& owner, duration attempt_timeout)
      : owner_(owner), attempt_timeout_(attempt_timeout) {}
  dispatcher_audit(const dispatcher_audit&) = delete;
  dispatcher_audit& operator=(const dispatcher_audit&) = delete;
  ~dispatcher_audit() { owner_.add(seen_); }

  void arrived(std::span<const arrival> requests, time_point now);
  void reported(const work_report& report);
  /// A worker died, and the dispatcher says that this moved so many requests.
  void worker_died(std::uint32_t worker, std::uint32_t incarnation, std::size_t moved, time_point now);
  /// After each call of the dispatcher, before its actions are sent.
  void acted(dispatcher& core, time_point now, std::size_t mailbox);

private:
  struct order {
    std::uint32_t incarnation = 0;
    std::uint64_t number = 0;
    time_point sent;
    std::vector<request_id> requests;
  };

  void told(const completion& end, time_point now);
  void forget_past(time_point now);
  void compare_holdings(std::size_t held_by_core);
  void note_maxima(const dispatcher& core, std::size_t mailbox);
  void sign(std::uint64_t& count, std::uint64_t to);

  run_audit& owner_;
  duration attempt_timeout_;
  std::unordered_map<request_id, time_point> deadlines_; ///< of what is open
  std::set<std::pair<time_point, request_id>> by_deadline_;
  std::map<std::uint32_t, order> orders_;       ///< the last of each worker, until it is reported or overdue
  std::map<std::uint32_t, std::uint32_t> dead_; ///< the last life of each worker that is over
  audit_counts seen_;
};

} // namespace simrun
