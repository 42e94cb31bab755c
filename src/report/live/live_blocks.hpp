#pragma once

#include "monitor/live/live_state.hpp"
#include "report/live/styled_line.hpp"

#include <string>
#include <vector>

namespace simrun {

// Parts of live_lines(), each of whole lines.

using line_list = std::vector<std::string>;

line_list headline(const live_state& s, const terminal_look& look);
line_list rate_lines(const live_state& s, const terminal_look& look);
line_list latency_lines(const live_state& s, const terminal_look& look);
line_list outcome_lines(const live_state& s, const terminal_look& look);
line_list worker_lines(const live_state& s, const terminal_look& look);
line_list resource_lines(const live_state& s, const terminal_look& look);
line_list fault_lines(const live_state& s, const terminal_look& look);
line_list requirement_lines(const live_state& s, const terminal_look& look);
line_list alert_lines(const live_state& s, const terminal_look& look);

/// "-" where there is none.
std::string latency_text(const std::optional<double>& ms);
std::string rate_text(double per_second);
/// "0:12 of 0:30"
std::string time_text(const live_state& s);
/// "1 of 2 up"
std::string workers_up_text(const live_state& s);

} // namespace simrun
