#pragma once

#include "core/time.hpp"

#include <cstdint>

namespace simrun {

/// Decides which of the updates that are due are published. Each keeps its publisher busy for `cost`, next to
/// nothing as a rule; one that is due while the last is not finished is skipped, and counted. Nothing is made
/// up for later, so a publisher that is too slow shows less and never lags behind.
class live_pace {
public:
  /// Whether to publish the update that is due at `now`. Times must not go back.
  bool admit(time_point now, duration cost = {}) noexcept {
    if (now < busy_until_) {
      ++skipped_;
      return false;
    }
    busy_until_ = now + cost;
    ++published_;
    return true;
  }

  std::uint64_t published() const noexcept { return published_; }
  std::uint64_t skipped() const noexcept { return skipped_; }

private:
  time_point busy_until_ = time_point::min();
  std::uint64_t published_ = 0;
  std::uint64_t skipped_ = 0;
};

} // namespace simrun
