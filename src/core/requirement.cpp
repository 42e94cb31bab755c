#include "core/requirement.hpp"

#include "core/near_miss.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

namespace simrun {

namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == text.npos)
    return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

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

std::string unknown_metric(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& m : all_metrics())
    names.push_back(m.name);
  return "unknown metric '" + std::string(name) + "'" + did_you_mean(name, names);
}

std::optional<double> factor_of(metric_unit kind, std::string_view unit) {
  for (const auto& u : units_of(kind))
    if (u.unit == unit)
      return u.factor;
  return std::nullopt;
}

} // namespace

bool requirement::holds(double value) const noexcept {
  switch (compare) {
  case comparison::less:
    return value < bound;
  case comparison::less_equal:
    return value <= bound;
  case comparison::greater:
    return value > bound;
  case comparison::greater_equal:
    return value >= bound;
  }
  return false;
}

double requirement::margin(double value) const noexcept {
  const bool upper = compare == comparison::less || compare == comparison::less_equal;
  const double room = upper ? bound - value : value - bound;
  return bound == 0 ? room : room / std::abs(bound);
}

result<requirement> parse_requirement(std::string_view text) {
  const auto bad = [](std::string message) { return fail(error_code::bad_input, std::move(message)); };
  const auto sign = text.find_first_of("<>");
  if (sign == text.npos)
    return bad("'" + std::string(text) +
               "' is no requirement such as \"latency_p95 < 100 ms\": it has none of < <= > >=");

  requirement r;
  r.text = text;
  r.metric = trimmed(text.substr(0, sign));
  const auto* metric = find_metric(r.metric);
  if (!metric)
    return bad(unknown_metric(r.metric));

  const bool or_equal = sign + 1 < text.size() && text[sign + 1] == '=';
  if (text[sign] == '<')
    r.compare = or_equal ? comparison::less_equal : comparison::less;
  else
    r.compare = or_equal ? comparison::greater_equal : comparison::greater;

  const auto bound = trimmed(text.substr(sign + (or_equal ? 2 : 1)));
  const auto [rest, failed] = std::from_chars(bound.data(), bound.data() + bound.size(), r.bound);
  if (failed != std::errc{} || !std::isfinite(r.bound))
    return bad("'" + std::string(bound) + "' is no number to compare " + r.metric + " with");

  const auto unit = trimmed(bound.substr(static_cast<std::size_t>(rest - bound.data())));
  const auto factor = factor_of(metric->unit, unit);
  if (!factor)
    return bad("'" + std::string(unit) + "' is no unit of " + r.metric + "; use " +
               allowed_units(metric->unit));
  r.bound *= *factor;
  return r;
}

std::string_view symbol_of(comparison c) noexcept {
  constexpr std::array<std::string_view, 4> symbols{"<", "<=", ">", ">="};
  return symbols[static_cast<std::size_t>(c)];
}

std::string_view name_of(severity s) noexcept {
  return s == severity::critical ? "critical" : "warning";
}

} // namespace simrun
