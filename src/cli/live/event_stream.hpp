#pragma once

#include "cli/live/offered_result.hpp"
#include "monitor/live/live_feed.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace simrun {

/// What one viewer of /events is sent, piece by piece, in the text of server-sent events.
class event_stream {
public:
  static constexpr std::chrono::seconds heartbeat_every{10};

  event_stream(live_feed& feed, const offered_result& results, const std::atomic<bool>& stopping);

  /// The next piece; empty where nothing came for half a second. None once it is over and that was said.
  std::optional<std::string> next();

private:
  std::string history();
  std::optional<std::string> farewell();

  live_feed& feed_;
  const offered_result& results_;
  const std::atomic<bool>& stopping_;
  std::optional<live_reader> reader_;
  std::uint64_t run_ = 0;
  std::uint64_t result_told_ = 0;
  std::chrono::steady_clock::time_point last_sent_;
  bool over_ = false;
};

} // namespace simrun
