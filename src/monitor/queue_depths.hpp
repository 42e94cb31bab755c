#pragma once

#include <algorithm>
#include <cstdint>

namespace simrun {

/// What waited, over an interval.
struct queue_depths {
  std::uint64_t requests = 0; ///< for an extractor or the fallback, the most at once
  std::uint64_t mailbox = 0;  ///< messages for the dispatcher, at the end

  friend queue_depths larger(const queue_depths& a, const queue_depths& b) noexcept {
    return {std::max(a.requests, b.requests), std::max(a.mailbox, b.mailbox)};
  }
  friend bool operator==(const queue_depths&, const queue_depths&) = default;
};

} // namespace simrun
