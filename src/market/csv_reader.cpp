#include "market/csv_reader.hpp"

#include "market/csv_header.hpp"
#include "market/csv_row.hpp"
#include "market/csv_text.hpp"
#include "market/iso_time.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <string>

namespace simrun {

namespace {

/// Bars come oldest first, each later than the one before, which stands on the line before.
std::optional<error> check_order(const bar& before, const bar& now, std::size_t line) {
  if (now.timestamp == before.timestamp)
    return error{error_code::bad_input,
                 fmt::format("timestamp {} is that of line {} again; keep one row for each",
                             to_text(now.timestamp), line - 1)};
  if (now.timestamp < before.timestamp)
    return error{error_code::bad_input,
                 fmt::format("timestamp {} is before that of line {}, {}; sort the rows oldest first",
                             to_text(now.timestamp), line - 1, to_text(before.timestamp))};
  return std::nullopt;
}

} // namespace

result<bar_history> parse_bars(std::string_view text, std::string_view file_name) {
  auto rest = csv_content(text);
  if (rest.empty())
    return fail(error_code::bad_input,
                fmt::format("{}: the file is empty; it needs a header {} and a row per bar", file_name,
                            csv_header_example));
  const auto header = parse_csv_header(next_csv_line(rest));
  if (!header)
    return at_csv_line(file_name, 1, header.error());
  if (rest.empty())
    return fail(error_code::bad_input,
                fmt::format("{}: the file has a header but no bars; add a row per bar", file_name));

  bar_history history{std::filesystem::path(file_name).stem().string(), {}};
  history.bars.reserve(static_cast<std::size_t>(std::ranges::count(rest, '\n')) + 1);
  for (std::size_t line = 2; !rest.empty(); ++line) {
    const auto row = parse_csv_row(next_csv_line(rest), *header);
    if (!row)
      return at_csv_line(file_name, line, row.error());
    if (!history.bars.empty())
      if (const auto problem = check_order(history.bars.back(), *row, line))
        return at_csv_line(file_name, line, *problem);
    history.bars.push_back(*row);
  }
  return history;
}

result<bar_history> read_bars(const std::filesystem::path& file) {
  const auto text = read_csv_text(file, "a CSV file of bars");
  if (!text)
    return failure(text.error());
  return parse_bars(*text, file.string());
}

} // namespace simrun
