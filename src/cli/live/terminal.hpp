#pragma once

#include "report/live/styled_line.hpp"

namespace simrun {

/// stderr is a terminal whose lines can be redrawn: TERM says so too.
bool stderr_is_terminal();

/// What it can do, and how large it is now. NO_COLOR (https://no-color.org) and a locale without UTF-8 are
/// respected.
terminal_look look_of_stderr();

} // namespace simrun
