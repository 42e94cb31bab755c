#include "market/csv_reader.hpp"

#include "market/csv_header.hpp"
#include "market/csv_row.hpp"
#include "market/iso_time.hpp"

#include <algorithm>
#include <cerrno>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>

namespace simrun {

namespace {

std::string_view next_line(std::string_view& rest) noexcept {
  const auto end = std::min(rest.find('\n'), rest.size());
  auto line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (line.ends_with('\r'))
    line.remove_suffix(1);
  return line;
}

std::string_view without_mark_and_tail(std::string_view text) noexcept {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark))
    text.remove_prefix(byte_order_mark.size());
  return text.substr(0, text.find_last_not_of(" \t\r\n") + 1);
}

failure at_line(std::string_view file, std::size_t line, const error& problem) {
  return fail(problem.code, fmt::format("{}:{}: {}", file, line, problem.message));
}

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
  auto rest = without_mark_and_tail(text);
  if (rest.empty())
    return fail(error_code::bad_input,
                fmt::format("{}: the file is empty; it needs a header {} and a row per bar", file_name,
                            csv_header_example));
  const auto header = parse_csv_header(next_line(rest));
  if (!header)
    return at_line(file_name, 1, header.error());
  if (rest.empty())
    return fail(error_code::bad_input,
                fmt::format("{}: the file has a header but no bars; add a row per bar", file_name));

  bar_history history{std::filesystem::path(file_name).stem().string(), {}};
  history.bars.reserve(static_cast<std::size_t>(std::ranges::count(rest, '\n')) + 1);
  for (std::size_t line = 2; !rest.empty(); ++line) {
    const auto row = parse_csv_row(next_line(rest), *header);
    if (!row)
      return at_line(file_name, line, row.error());
    if (!history.bars.empty())
      if (const auto problem = check_order(history.bars.back(), *row, line))
        return at_line(file_name, line, *problem);
    history.bars.push_back(*row);
  }
  return history;
}

result<bar_history> read_bars(const std::filesystem::path& file) {
  std::error_code ignored;
  if (std::filesystem::is_directory(file, ignored))
    return fail(error_code::io, fmt::format("{}: is a directory; name a CSV file of bars", file.string()));
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in)
    return fail(error_code::io, fmt::format("{}: can't be opened: {}", file.string(),
                                            std::generic_category().message(errno)));
  std::ostringstream content;
  // An empty file sets failbit on the stream that is written to, which is no error here.
  content << in.rdbuf();
  if (in.bad())
    return fail(error_code::io, fmt::format("{}: can't be read to its end", file.string()));
  return parse_bars(content.view(), file.string());
}

} // namespace simrun
