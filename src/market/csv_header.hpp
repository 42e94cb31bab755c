#pragma once

#include "core/result.hpp"

#include <array>
#include <cstddef>
#include <string_view>

namespace simrun {

/// The columns a file of bars needs, in the order of the fields of `bar`.
inline constexpr std::array<std::string_view, 6> csv_columns{"timestamp", "open",  "high",
                                                             "low",       "close", "volume"};

/// What a header may look like, for messages.
inline constexpr std::string_view csv_header_example = "timestamp,open,high,low,close,volume";

/// Where in a row each of them stands, and how many fields a row has.
struct csv_header {
  std::array<std::size_t, csv_columns.size()> position{};
  std::size_t fields = 0;
};

/// Reads the header line by name; other columns are passed over. A needed column that is missing or there
/// twice is an error; its message has no file and line yet.
result<csv_header> parse_csv_header(std::string_view line);

} // namespace simrun
