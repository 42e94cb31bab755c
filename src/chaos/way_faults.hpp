#pragma once

#include "chaos/fault_spec.hpp"
#include "core/random.hpp"
#include "core/time.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace simrun {

/// What becomes of a message on its way.
struct message_fate {
  bool dropped = false;
  bool held = false;    ///< until nothing holds messages on this way any more
  bool swapped = false; ///< until a later message has passed, or nothing reorders any more
  unsigned copies = 1;
  duration delay{};

  bool passes() const noexcept { return !dropped && !held && !swapped; }
};

/// The faults on the way from one actor to another. Each message meets all of them in the order in which they
/// began, until one drops or holds it.
class way_faults {
public:
  /// Told of each fault, by its number in the plan, that did something to a message.
  using effect = std::function<void(std::size_t firing)>;

  /// Kinds: pause, slow by an addition, throttle, drop, duplicate, delay, reorder.
  void begin(std::size_t firing, const fault_spec& spec, const random_stream& random);
  void end(std::size_t firing);

  /// `requests`: how many the message is about; what a throttle counts.
  message_fate decide(std::size_t requests, time_point now, const effect& affected);

  bool any() const noexcept { return !active_.empty(); }
  bool holds() const noexcept { return has(fault_kind::pause); }
  bool reorders() const noexcept { return has(fault_kind::reorder); }

private:
  struct active_fault {
    std::size_t firing;
    fault_spec spec;
    random_stream random;
    time_point free_at = time_point::min(); ///< of a throttle, or of what is slow: when the last message left
    bool one_waits = false;                 ///< of a reorder: for a later message to pass
  };

  bool has(fault_kind kind) const noexcept;
  static bool meets(active_fault& fault, std::size_t requests, time_point now, message_fate& fate);

  std::vector<active_fault> active_;
};

} // namespace simrun
