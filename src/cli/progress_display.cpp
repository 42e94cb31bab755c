#include "cli/progress_display.hpp"

#include "cli/live/terminal.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

using namespace std::chrono_literals;

constexpr duration first_drawn_after = 1s;
constexpr duration drawn_every = 250ms;
constexpr duration printed_every = 10s;

} // namespace

progress_display::progress_display(bool wanted)
    : wanted_(wanted),
      terminal_(stderr_is_terminal()),
      begin_(std::chrono::steady_clock::now()),
      next_(terminal_ ? first_drawn_after : printed_every) {}

void progress_display::show(const std::string& line) {
  if (terminal_) {
    // Back to the first column, the line, and nothing behind it. One that wraps can't be redrawn.
    fmt::print(stderr, "\r{}\x1b[K", line.substr(0, look_of_stderr().columns - 1));
    std::fflush(stderr);
    drawn_ = true;
  } else {
    fmt::print(stderr, "{}\n", line);
  }
  next_ = elapsed() + (terminal_ ? drawn_every : printed_every);
}

void progress_display::clear() {
  if (!drawn_)
    return;
  fmt::print(stderr, "\r\x1b[K");
  std::fflush(stderr);
  drawn_ = false;
}

} // namespace simrun
