#include "cli/progress_display.hpp"

#include <cstdio>
#include <cstdlib>
#include <fmt/format.h>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace simrun {

namespace {

using namespace std::chrono_literals;

constexpr duration first_drawn_after = 1s;
constexpr duration drawn_every = 250ms;
constexpr duration printed_every = 10s;

bool stderr_is_terminal() {
  const char* kind = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && kind && std::string_view(kind) != "dumb";
}

/// A line that wraps can't be redrawn in place.
std::size_t terminal_columns() {
  winsize size{};
  constexpr std::size_t usual = 80;
  return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : usual;
}

} // namespace

progress_display::progress_display(bool wanted)
    : wanted_(wanted),
      terminal_(stderr_is_terminal()),
      begin_(std::chrono::steady_clock::now()),
      next_(terminal_ ? first_drawn_after : printed_every) {}

void progress_display::show(const std::string& line) {
  if (terminal_) {
    // Back to the first column, the line, and nothing behind it.
    fmt::print(stderr, "\r{}\x1b[K", line.substr(0, terminal_columns() - 1));
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
