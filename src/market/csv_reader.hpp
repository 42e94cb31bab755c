#pragma once

#include "core/result.hpp"
#include "market/bar.hpp"

#include <filesystem>
#include <string_view>

namespace simrun {

/// Reads a CSV file of bars: `timestamp,open,high,low,close,volume` by header name, in any order, other
/// columns passed over; ISO dates; oldest first. A byte-order mark, CRLF and blank lines at the end are
/// fine; quoted fields are not known. The symbol is the file's name without its extension.
///
/// The first bad row is an error "file:line: what is wrong". Numbers have to be finite, but nothing else is
/// asked of them: spreads and futures do trade below zero.
result<bar_history> read_bars(const std::filesystem::path& file);

/// The same from text; `file_name` stands in the messages.
result<bar_history> parse_bars(std::string_view text, std::string_view file_name);

} // namespace simrun
