#pragma once

#include "cli/live/live_arguments.hpp"
#include "cli/live/live_server.hpp"
#include "cli/live/terminal_view.hpp"
#include "core/clock_kind.hpp"
#include "monitor/live/live_feed.hpp"
#include "monitor/run_result.hpp"

#include <atomic>
#include <memory>

namespace simrun {

/// Those who watch the runs of a command: a terminal, a web server, or nobody.
class live_watch {
public:
  live_watch(const live_arguments& arguments, bool quiet);

  /// Starts the server where one is asked for, and says where it is. It starts threads, so that a process
  /// that is to fork leaves it to its children.
  result<void> open();

  /// Null where nobody watches: where there is no view on the terminal, and no server.
  live_feed* feed(bool has_view) noexcept { return has_view || server_ ? &feed_ : nullptr; }
  /// The view on the terminal, for as long as it is kept; null where there is none. On the virtual clock only
  /// who asks for it has one: there one line says better how far a run is and how fast time goes.
  std::unique_ptr<terminal_view> show(clock_kind clock);
  /// Whether how far a run is may be said in another way.
  bool may_show_progress() const noexcept;

  void run_over(const run_result& r);
  /// Ends the server; after the last run not before `interrupted`, where that was asked for.
  void close(const std::atomic<bool>& interrupted, bool after_last);

private:
  bool shows_on_terminal(clock_kind clock) const noexcept;

  live_arguments arguments_;
  bool quiet_;
  live_feed feed_;
  std::unique_ptr<live_server> server_;
};

} // namespace simrun
