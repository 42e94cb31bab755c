#include "planning/number_range.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace simrun {

namespace {

struct written_number {
  double value;
  int decimals;
};

/// Digits with or without a point; no exponent, which would hide the decimals.
std::optional<written_number> read_number(std::string_view text) {
  double value = 0;
  const auto [rest, failed] =
      std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (failed != std::errc{} || rest != text.data() + text.size() || !std::isfinite(value))
    return std::nullopt;
  const auto point = text.find('.');
  return written_number{value, point == text.npos ? 0 : static_cast<int>(text.size() - point - 1)};
}

failure refuse(std::string_view range, std::string_view why) {
  return fail(error_code::bad_input, fmt::format("'{}' {}", range, why));
}

} // namespace

bool is_number_range(std::string_view text) noexcept {
  const auto dots = text.find("..");
  return dots != text.npos && dots > 0 && text[0] != '"' && text[0] != '\'' && text.find('/') == text.npos &&
         text.find(':', dots) != text.npos;
}

result<std::vector<std::string>> expand_number_range(std::string_view text, std::size_t count_max) {
  const auto dots = text.find("..");
  const auto colon = text.find(':', dots);
  const auto first = read_number(text.substr(0, dots));
  const auto last = read_number(text.substr(dots + 2, colon - dots - 2));
  const auto step = read_number(text.substr(colon + 1));
  if (!first || !last || !step)
    return refuse(text, "is no range such as 100..1000:100: first, last and step must be plain numbers");
  if (step->value <= 0)
    return refuse(text, "needs a step above 0");
  if (last->value < first->value)
    return refuse(text, "ends before it begins");

  // A last step that falls short by rounding alone still counts.
  const double steps = std::floor((last->value - first->value) / step->value + 1e-9);
  if (steps >= static_cast<double>(count_max))
    return refuse(text, fmt::format("has more than {} values", count_max));
  const int decimals = std::max(first->decimals, step->decimals);
  std::vector<std::string> values;
  for (double i = 0; i <= steps; ++i)
    values.push_back(fmt::format("{:.{}f}", first->value + i * step->value, decimals));
  return values;
}

} // namespace simrun
