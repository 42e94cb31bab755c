#include "cli/live/live_watch.hpp"

#include "cli/live/terminal.hpp"
#include "cli/loopback.hpp"
#include "report/result/result_json.hpp"

#include <fmt/format.h>
#include <thread>

namespace simrun {

namespace {

using namespace std::chrono_literals;

/// A page that is open fetches the result, so that it has it when the server is gone.
constexpr auto fetch_patience = 1500ms;

} // namespace

live_watch::live_watch(const live_arguments& arguments, bool quiet) : arguments_(arguments), quiet_(quiet) {}

bool live_watch::shows_on_terminal(clock_kind clock) const noexcept {
  return arguments_.when == live_when::always || (arguments_.when == live_when::automatic && !quiet_ &&
                                                  clock == clock_kind::real && stderr_is_terminal());
}

bool live_watch::may_show_progress() const noexcept {
  return !quiet_ && arguments_.when != live_when::never;
}

result<void> live_watch::open() {
  if (!arguments_.serve || server_)
    return {};
  auto started = live_server::start(*arguments_.serve, feed_);
  if (!started)
    return tl::unexpected(started.error());
  server_ = std::move(*started);
  fmt::print(stderr, "live: {}\n", server_->url());
  if (!is_loopback(arguments_.serve->host))
    fmt::print(stderr, "warning: other machines may reach {}: whoever can, sees this run and its result\n",
               server_->url());
  std::fflush(stderr);
  return {};
}

std::unique_ptr<terminal_view> live_watch::show(clock_kind clock) {
  return shows_on_terminal(clock) ? std::make_unique<terminal_view>(feed_) : nullptr;
}

void live_watch::run_over(const run_result& r) {
  if (server_)
    server_->offer_result(result_json(r), std::string(name_of(r.verdict)));
}

void live_watch::close(const std::atomic<bool>& interrupted, bool after_last) {
  if (!server_)
    return;
  if (arguments_.serve_after && after_last && !interrupted) {
    fmt::print(stderr, "live: {} stays until Ctrl-C\n", server_->url());
    while (!interrupted)
      std::this_thread::sleep_for(50ms);
  } else {
    server_->let_viewers_finish(fetch_patience);
  }
  server_.reset();
}

} // namespace simrun
