#include "cli/live/terminal.hpp"

#include <cstdlib>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>

namespace simrun {

namespace {

std::string_view environment_value(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

/// The first of those that decide about characters, as POSIX has it.
std::string_view character_locale() {
  for (const auto* name : {"LC_ALL", "LC_CTYPE"})
    if (const auto value = environment_value(name); !value.empty())
      return value;
  return environment_value("LANG");
}

bool locale_is_utf8() {
  const auto locale = character_locale();
  for (const auto* name : {"UTF-8", "utf-8", "UTF8", "utf8"})
    if (locale.find(name) != std::string_view::npos)
      return true;
  return false;
}

} // namespace

bool stderr_is_terminal() {
  const auto kind = environment_value("TERM");
  return ::isatty(STDERR_FILENO) == 1 && !kind.empty() && kind != "dumb";
}

terminal_look look_of_stderr() {
  terminal_look look;
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
    look.columns = size.ws_col;
    look.rows = size.ws_row;
  }
  look.colour = environment_value("NO_COLOR").empty();
  look.utf8 = locale_is_utf8();
  return look;
}

} // namespace simrun
