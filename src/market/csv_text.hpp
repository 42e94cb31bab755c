#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace simrun {

// The form that all files of comma-separated values here share: a header by name, a byte-order mark, CRLF and
// blank lines at the end are fine, quoted fields are not known.

/// All of a file. The error names it; `wanted` says what it should have been, such as "a CSV file of bars".
result<std::string> read_csv_text(const std::filesystem::path& file, std::string_view wanted);

/// The text without the byte-order mark before and the blank lines behind.
std::string_view csv_content(std::string_view text) noexcept;

/// Cuts the next line off `rest`, without its line break.
std::string_view next_csv_line(std::string_view& rest) noexcept;

/// Cuts the text before the next comma off `rest`, without the blanks around it.
std::string_view next_csv_field(std::string_view& rest) noexcept;

/// A field as a message may show it: a binary file must not reach the terminal, nor a page of it.
std::string shown_csv_field(std::string_view field);

/// The problem with "file:line: " before it.
failure at_csv_line(std::string_view file, std::size_t line, const error& problem);

} // namespace simrun
