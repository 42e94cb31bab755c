#pragma once

#include "monitor/live/live_state.hpp"
#include "report/live/styled_line.hpp"

#include <string>
#include <vector>

namespace simrun {

/// A live view for a terminal: no line is wider than it has columns, and there are fewer lines than it has
/// rows. Where rows are short, lists are cut first ("and 3 more"), then what matters least.
std::vector<std::string> live_lines(const live_state& s, const terminal_look& look);

/// The same in one line, for a log: "spike: measuring 0:12 of 0:30; 398/s of 400/s; p95 12.1 ms; ...".
std::string live_sentence(const live_state& s);

} // namespace simrun
