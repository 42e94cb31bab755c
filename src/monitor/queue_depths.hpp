#pragma once

#include "core/circuit_breaker.hpp"

#include <algorithm>
#include <cstdint>

namespace simrun {

/// What waited, over an interval, and how the dispatcher stood with the model.
struct queue_depths {
  std::uint64_t requests = 0;                    ///< for an extractor or the fallback, the most at once
  std::uint64_t mailbox = 0;                     ///< messages for the dispatcher, at the end
  breaker_state breaker = breaker_state::closed; ///< at its worst

  friend queue_depths larger(const queue_depths& a, const queue_depths& b) noexcept {
    return {std::max(a.requests, b.requests), std::max(a.mailbox, b.mailbox), std::max(a.breaker, b.breaker)};
  }
  friend bool operator==(const queue_depths&, const queue_depths&) = default;
};

} // namespace simrun
