#pragma once

#include "core/request.hpp"

#include <deque>
#include <optional>

namespace simrun {

/// Which requests wait for the cache's answer and until when, and whether it answers at all.
class probe_watch {
public:
  explicit probe_watch(duration timeout) noexcept : timeout_(timeout) {}

  void asked(request_id id, time_point now) { open_.push_back({now + timeout_, id}); }
  /// Answers come in the order of the questions, so that what is answered leaves at once.
  void answered(request_id id) {
    silent_ = false;
    if (!open_.empty() && open_.front().id == id)
      open_.pop_front();
  }
  void forget_all() {
    silent_ = false;
    open_.clear();
  }

  /// An answer did not come in time, and none has come since.
  bool silent() const noexcept { return silent_; }
  void note_silence() noexcept { silent_ = true; }

  std::optional<time_point> next_timer() const noexcept {
    return open_.empty() ? std::nullopt : std::optional(open_.front().due);
  }
  /// One whose time is over, if there is any. It may have been answered out of turn.
  std::optional<request_id> next_overdue(time_point now) {
    if (open_.empty() || open_.front().due > now)
      return std::nullopt;
    const auto id = open_.front().id;
    open_.pop_front();
    return id;
  }
  template <class Ended>
  void drop_ended(Ended ended) {
    while (!open_.empty() && ended(open_.front().id))
      open_.pop_front();
  }

private:
  struct probe {
    time_point due;
    request_id id = 0;
  };

  duration timeout_;
  bool silent_ = false;
  std::deque<probe> open_; ///< oldest first
};

} // namespace simrun
