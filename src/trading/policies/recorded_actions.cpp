#include "trading/policies/recorded_actions.hpp"

#include "core/near_miss.hpp"
#include "market/csv_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace simrun {

namespace {

constexpr std::string_view header = "step,symbol,action,size";

/// In the order of trade_kind.
constexpr std::array<std::string_view, trade_kinds> kind_names{"hold", "buy", "sell"};

std::optional<error> check_header(std::string_view line) {
  auto rest = line;
  auto wanted = header;
  while (!wanted.empty())
    if (next_csv_field(rest) != next_csv_field(wanted))
      return error{error_code::bad_input,
                   fmt::format("the header is '{}'; it must be {}", shown_csv_field(line), header)};
  if (rest.empty())
    return std::nullopt;
  return error{error_code::bad_input,
               fmt::format("the header goes on after {}; remove '{}'", header, shown_csv_field(rest))};
}

template <class Number>
std::optional<error> read_number(std::string_view column, std::string_view field, Number& value) {
  const auto end = field.data() + field.size();
  const auto [stopped, failed] = std::from_chars(field.data(), end, value);
  if (failed == std::errc{} && stopped == end)
    return std::nullopt;
  return error{error_code::bad_input, fmt::format("{} '{}' is no {}number", column, shown_csv_field(field),
                                                  std::is_integral_v<Number> ? "whole " : "")};
}

/// Where a name stands among those that may be.
result<std::size_t> find_name(std::string_view column, std::string_view field,
                              std::span<const std::string_view> names) {
  const auto at = std::ranges::find(names, field);
  if (at != names.end())
    return static_cast<std::size_t>(at - names.begin());
  auto mend = did_you_mean(field, names);
  if (mend.empty())
    mend = fmt::format("; it is one of {}", fmt::join(names, ", "));
  return fail(error_code::bad_input, fmt::format("unknown {} '{}'{}", column, shown_csv_field(field), mend));
}

result<recorded_action> parse_row(std::string_view line, std::span<const std::string_view> symbols,
                                  const trading_action_space& space) {
  const auto fields = std::ranges::count(line, ',') + 1;
  if (fields != 4)
    return fail(error_code::bad_input,
                fmt::format("the row has {} field{}, the header 4", fields, fields == 1 ? "" : "s"));
  recorded_action row;
  if (auto problem = read_number("step", next_csv_field(line), row.step))
    return failure(std::move(*problem));
  const auto symbol = find_name("symbol", next_csv_field(line), symbols);
  if (!symbol)
    return failure(symbol.error());
  row.symbol = *symbol;
  const auto kind = find_name("action", next_csv_field(line), kind_names);
  if (!kind)
    return failure(kind.error());
  row.action.kind = static_cast<trade_kind>(*kind);
  if (auto problem = read_number("size", next_csv_field(line), row.action.size))
    return failure(std::move(*problem));
  if (!space.contains(row.action))
    return fail(error_code::bad_input,
                fmt::format("size {} is not between 0 and {}", row.action.size, space.size_max));
  return row;
}

/// Rows come step by step, with one action for a symbol in each.
std::optional<error> check_order(std::span<const recorded_action> before, const recorded_action& row) {
  if (!before.empty() && row.step < before.back().step)
    return error{error_code::bad_input, fmt::format("step {} comes after step {}; sort the rows by step",
                                                    row.step, before.back().step)};
  for (auto other = before.rbegin(); other != before.rend() && other->step == row.step; ++other)
    if (other->symbol == row.symbol)
      return error{error_code::bad_input,
                   fmt::format("the symbol already has an action in step {}; keep one of them", row.step)};
  return std::nullopt;
}

} // namespace

result<std::vector<recorded_action>> parse_actions(std::string_view text, std::string_view file_name,
                                                   std::span<const std::string> symbols,
                                                   const trading_action_space& space) {
  auto rest = csv_content(text);
  if (auto problem = check_header(next_csv_line(rest)))
    return at_csv_line(file_name, 1, *problem);
  const std::vector<std::string_view> names(symbols.begin(), symbols.end());
  std::vector<recorded_action> actions;
  for (std::size_t line = 2; !rest.empty(); ++line) {
    const auto row = parse_row(next_csv_line(rest), names, space);
    if (!row)
      return at_csv_line(file_name, line, row.error());
    if (const auto problem = check_order(actions, *row))
      return at_csv_line(file_name, line, *problem);
    actions.push_back(*row);
  }
  return actions;
}

result<std::vector<recorded_action>> read_actions(const std::filesystem::path& file,
                                                  std::span<const std::string> symbols,
                                                  const trading_action_space& space) {
  const auto text = read_csv_text(file, "a CSV file of actions");
  if (!text)
    return failure(text.error());
  return parse_actions(*text, file.string(), symbols, space);
}

} // namespace simrun
