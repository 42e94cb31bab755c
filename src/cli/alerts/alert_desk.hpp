#pragma once

#include "cli/alerts/alert_arguments.hpp"
#include "cli/alerts/alert_message.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace simrun {

/// Passes the alerts of a run on: lines for the terminal, and to a command and a webhook by a thread of its
/// own, so that the run never waits. What comes faster than they take it is lost, and counted.
class alert_desk {
public:
  static constexpr std::size_t waiting_max = 64;
  static constexpr std::chrono::milliseconds limit = std::chrono::seconds(5); ///< of each command and post

  alert_desk(const alert_arguments& arguments, alert_origin origin);
  ~alert_desk();
  alert_desk(const alert_desk&) = delete;
  alert_desk& operator=(const alert_desk&) = delete;

  /// From any thread, and quick.
  void tell(const alert_event& event);
  /// Those since it was called last.
  std::vector<std::string> take_lines();
  /// Lets the others be told, for ten seconds at most. Returns what went wrong, a line each.
  std::vector<std::string> close();

private:
  void work();
  void pass_on(const std::string& json);
  void note(std::string_view who, const result<void>& told);

  alert_arguments arguments_;
  alert_origin origin_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::string> waiting_; ///< JSON
  std::vector<std::string> lines_;
  std::uint64_t lines_lost_ = 0;
  std::vector<std::string> problems_; ///< the first of them
  std::uint64_t problems_more_ = 0;
  std::uint64_t lost_ = 0;
  bool closing_ = false;
  std::chrono::steady_clock::time_point close_by_{};
  std::thread worker_;
};

} // namespace simrun
