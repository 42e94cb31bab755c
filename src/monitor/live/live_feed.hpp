#pragma once

#include "monitor/live/live_history.hpp"
#include "monitor/live/live_state.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace simrun {

using live_update = std::shared_ptr<const live_state>;

/// Hands what a monitor publishes over to any number of readers, each on a thread of its own; any thread may
/// call anything. Only the newest update waits to be read: who reads too slowly loses the ones before, which
/// are counted, and nobody is waited for. A feed may serve several runs, one after another.
class live_feed {
public:
  /// What there is for who comes late.
  struct past {
    live_update newest;             ///< null where nothing was published yet
    std::vector<live_point> points; ///< of the newest run, up to the newest update
  };

  /// A run begins: the history is its own.
  void begin_run();
  void publish(live_state state);
  /// Nothing more will come: every reader is told at once.
  void close();

  past look_back() const;
  /// How many runs have begun: the number of the one that goes on, or went on last.
  std::uint64_t run() const;
  bool closed() const;

private:
  friend class live_reader;

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t runs_ = 0;
  std::uint64_t updates_ = 0;
  live_update newest_;
  live_history history_;
  bool closed_ = false;
};

/// One who reads a feed. Not for several threads at once.
class live_reader {
public:
  /// Reads what comes after update `seen`.
  explicit live_reader(live_feed& feed, std::uint64_t seen = 0) : feed_(feed), seen_(seen) {}

  /// The newest update, once there is one that this reader has not got yet. Null where none came within
  /// `patience`, or the feed is closed.
  live_update next(std::chrono::milliseconds patience);

  /// Updates that were replaced by newer ones before this reader came for them.
  std::uint64_t lost() const noexcept { return lost_; }

private:
  live_feed& feed_;
  std::uint64_t seen_;
  std::uint64_t lost_ = 0;
};

} // namespace simrun
