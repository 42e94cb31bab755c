#include "core/requirement_bound.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <string>

namespace simrun {

namespace {

struct unit_factor {
  std::string_view unit;
  double factor;
};

std::span<const unit_factor> units_of(metric_unit unit) {
  static constexpr std::array time{unit_factor{"ms", 1}, unit_factor{"us", 1e-3}, unit_factor{"ns", 1e-6},
                                   unit_factor{"s", 1e3}, unit_factor{"", 1}};
  static constexpr std::array rate{unit_factor{"/s", 1}, unit_factor{"rps", 1}, unit_factor{"", 1}};
  static constexpr std::array share{unit_factor{"%", 0.01}, unit_factor{"", 1}};
  static constexpr std::array memory{unit_factor{"MB", 1}, unit_factor{"GB", 1e3}, unit_factor{"", 1}};
  static constexpr std::array growth{unit_factor{"MB/h", 1}, unit_factor{"", 1}};
  static constexpr std::array count{unit_factor{"", 1}};
  switch (unit) {
  case metric_unit::milliseconds:
    return time;
  case metric_unit::per_second:
    return rate;
  case metric_unit::share:
  case metric_unit::change:
    return share;
  case metric_unit::megabytes:
    return memory;
  case metric_unit::megabytes_per_hour:
    return growth;
  case metric_unit::count:
    break;
  }
  return count;
}

std::string allowed_units(metric_unit unit) {
  std::string list;
  for (const auto& u : units_of(unit))
    if (!u.unit.empty())
      list += (list.empty() ? "" : ", ") + std::string(u.unit);
  return list.empty() ? "a plain number" : list;
}

std::optional<double> factor_of(metric_unit kind, std::string_view unit) {
  for (const auto& u : units_of(kind))
    if (u.unit == unit)
      return u.factor;
  return std::nullopt;
}

std::string_view without_blanks_before(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(' '), text.size()));
}

/// What is wrong with the number, if no measurement can be on both sides of it.
std::optional<std::string> out_of_reach(double bound, const metric_info& metric, std::string_view text) {
  const std::string name(metric.name);
  if (metric.unit == metric_unit::share && !(bound >= 0 && bound <= 1))
    return name + " is a share, from 0 to 100 %; '" + std::string(text) + "' is none";
  if (metric.unit != metric_unit::megabytes_per_hour && metric.unit != metric_unit::change && bound < 0)
    return name + " is never negative; '" + std::string(text) + "' is";
  return std::nullopt;
}

} // namespace

result<double> parse_bound(std::string_view text, const metric_info& metric) {
  const std::string name(metric.name);
  double number = 0;
  const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc{} || !std::isfinite(number))
    return fail(error_code::bad_input,
                "'" + std::string(text) + "' is no number to compare " + name + " with");

  const auto unit = without_blanks_before(text.substr(static_cast<std::size_t>(rest - text.data())));
  const auto factor = factor_of(metric.unit, unit);
  if (!factor)
    return fail(error_code::bad_input,
                "'" + std::string(unit) + "' is no unit of " + name + "; use " + allowed_units(metric.unit));
  if (auto wrong = out_of_reach(number * *factor, metric, text))
    return fail(error_code::bad_input, std::move(*wrong));
  return number * *factor;
}

} // namespace simrun
