#include "market/csv_row.hpp"

#include "market/csv_text.hpp"
#include "market/iso_time.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <string>

namespace simrun {

namespace {

constexpr std::array<double bar::*, 5> numbers{&bar::open, &bar::high, &bar::low, &bar::close, &bar::volume};

failure bad_time(std::string_view field, iso_time_problem problem) {
  switch (problem) {
  case iso_time_problem::form:
    break;
  case iso_time_problem::calendar:
    return fail(error_code::bad_input,
                fmt::format("timestamp '{}' is no day of the calendar", shown_csv_field(field)));
  case iso_time_problem::time_of_day:
    return fail(error_code::bad_input, fmt::format("timestamp '{}' has no time between 00:00:00 and 23:59:59",
                                                   shown_csv_field(field)));
  }
  return fail(error_code::bad_input,
              fmt::format("timestamp '{}' is no date such as 2020-01-31 or 2020-01-31T15:30:00Z",
                          shown_csv_field(field)));
}

std::optional<error> read_number(std::string_view column, std::string_view field, double& value) {
  const auto end = field.data() + field.size();
  const auto [stopped, failed] = std::from_chars(field.data(), end, value);
  if (failed == std::errc{} && stopped == end && std::isfinite(value))
    return std::nullopt;
  const auto what = field.empty() ? std::string("has no value")
                    : failed == std::errc::result_out_of_range
                        ? fmt::format("'{}' is too large or too small a number", shown_csv_field(field))
                    : failed != std::errc{} || stopped != end
                        ? fmt::format("'{}' is no number", shown_csv_field(field))
                        : fmt::format("'{}' is not finite", shown_csv_field(field));
  return error{error_code::bad_input, fmt::format("{} {}", column, what)};
}

} // namespace

result<bar> parse_csv_row(std::string_view line, const csv_header& header) {
  if (line.find_first_not_of(" \t") == std::string_view::npos)
    return fail(error_code::bad_input, "the line is blank; remove it");
  const auto fields = static_cast<std::size_t>(std::ranges::count(line, ',')) + 1;
  if (fields != header.fields)
    return fail(error_code::bad_input, fmt::format("the row has {} field{}, the header {}", fields,
                                                   fields == 1 ? "" : "s", header.fields));

  std::array<std::string_view, csv_columns.size()> needed;
  for (std::size_t f = 0; f < fields; ++f) {
    const auto field = next_csv_field(line);
    const auto column = std::ranges::find(header.position, f);
    if (column != header.position.end())
      needed[static_cast<std::size_t>(column - header.position.begin())] = field;
  }

  bar row;
  const auto time = parse_iso_time(needed[0]);
  if (!time)
    return bad_time(needed[0], time.error());
  row.timestamp = *time;
  for (std::size_t n = 0; n < numbers.size(); ++n)
    if (auto problem = read_number(csv_columns[n + 1], needed[n + 1], row.*numbers[n]))
      return failure(std::move(*problem));
  return row;
}

} // namespace simrun
