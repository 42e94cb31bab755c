#pragma once

#include <caf/all.hpp>

#include <cstdint>
#include <deque>
#include <vector>

namespace simrun {

/// CAF's clock on virtual time: a binary heap of messages, ordered by time and then by the order in which
/// they were scheduled. Time stands still until `advance` is called.
class virtual_clock final : public caf::actor_clock {
public:
  time_point now() const noexcept override { return now_; }

  virtual_clock() = default;
  ~virtual_clock() override { cancel_all(); }

  /// Moves time to what is earliest: delivers a message, or makes an actor ready. False where there is
  /// nothing.
  bool advance(caf::execution_unit* unit, std::deque<caf::resumable*>& ready);

  /// An actor is to become ready at that time, and not before.
  void schedule_activation(time_point t, caf::resumable* job);
  /// All who wait for that are ready now.
  void activate_all(std::deque<caf::resumable*>& ready);

  void schedule_message(time_point t, caf::strong_actor_ptr receiver,
                        caf::mailbox_element_ptr content) override;
  void cancel_all() override;

  // Receive timeouts, request timeouts and groups are not used by our actors; CAF's own need no timer
  // either, so they are never called.
  void set_ordinary_timeout(time_point, caf::abstract_actor*, caf::atom_value, std::uint64_t) override;
  void set_multi_timeout(time_point, caf::abstract_actor*, caf::atom_value, std::uint64_t) override;
  void set_request_timeout(time_point, caf::abstract_actor*, caf::message_id) override;
  void schedule_message(time_point, caf::group, caf::strong_actor_ptr, caf::message) override;
  void cancel_ordinary_timeout(caf::abstract_actor*, caf::atom_value) override {}
  void cancel_request_timeout(caf::abstract_actor*, caf::message_id) override {}
  void cancel_timeouts(caf::abstract_actor*) override {}

private:
  struct timer {
    time_point due;
    std::uint64_t sequence;
    caf::strong_actor_ptr receiver;
    caf::mailbox_element_ptr content;
    caf::resumable* job = nullptr; ///< ours to run or to release; then there is no message

    /// The standard heap keeps its largest in front.
    friend bool operator<(const timer& a, const timer& b) noexcept {
      return a.due != b.due ? a.due > b.due : a.sequence > b.sequence;
    }
  };

  void push(timer t);

  time_point now_{};
  std::uint64_t scheduled_ = 0;
  std::vector<timer> heap_;
};

} // namespace simrun
