#include "monitor/readable.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

/// The power of ten of the first digit; of zero, that of its only one. By division and not log10, whose
/// last bit depends on the machine.
int decimal_exponent(double value) {
  int exponent = 0;
  double digit = std::abs(value);
  for (; digit >= 10; digit /= 10)
    ++exponent;
  for (; digit < 1 && digit > 0; digit *= 10)
    --exponent;
  return exponent;
}

double power_of_ten(int exponent) {
  double power = 1;
  for (; exponent > 0; --exponent)
    power *= 10;
  return power;
}

double rounded_to_three_digits(double value) {
  if (!std::isfinite(value))
    return value;
  const int decimals = 2 - decimal_exponent(value);
  const double scale = power_of_ten(std::abs(decimals));
  return decimals >= 0 ? std::round(value * scale) / scale : std::round(value / scale) * scale;
}

/// Zero has one digit; what is finer than a thousandth keeps three decimals.
std::string three_digits(double value) {
  const double rounded = rounded_to_three_digits(value);
  if (rounded == 0)
    return "0";
  return fmt::format("{:.{}f}", rounded, std::clamp(2 - decimal_exponent(rounded), 0, 3));
}

struct scaled_unit {
  double size;
  std::string_view symbol;
};

/// In the largest unit that leaves at least 1 before the point. Rounds first: 999.9 us is 1.00 ms.
template <std::size_t Units>
std::string in_fitting_unit(double value, const std::array<scaled_unit, Units>& largest_first) {
  const double rounded = rounded_to_three_digits(value);
  auto unit = std::ranges::find_if(largest_first, [&](const auto& u) { return std::abs(rounded) >= u.size; });
  if (unit == largest_first.end())
    --unit;
  return fmt::format("{} {}", three_digits(value / unit->size), unit->symbol);
}

} // namespace

std::string readable_count(std::uint64_t n) {
  auto digits = std::to_string(n);
  for (auto place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
    digits.insert(static_cast<std::size_t>(place), 1, ',');
  return digits;
}

std::string readable_milliseconds(double ms) {
  constexpr std::array<scaled_unit, 4> units{{{1e3, "s"}, {1, "ms"}, {1e-3, "us"}, {1e-6, "ns"}}};
  return ms == 0 ? "0 ms" : in_fitting_unit(ms, units);
}

std::string readable_share(double share) {
  const auto text = fmt::format("{:.2f}", share * 100);
  if (text == "0.00" && share > 0)
    return "<0.01 %";
  if (text == "100.00" && share < 1)
    return ">99.99 %";
  return text + " %";
}

std::string readable_margin(double margin) {
  const double percent = std::abs(margin * 100);
  if (margin != 0 && percent < 0.1)
    return "~0 %";
  return fmt::format("{:.{}f} %", margin * 100, percent < 9.95 && margin != 0 ? 1 : 0);
}

std::string readable_number(double value) {
  if (value != 0 && std::abs(value) < 1)
    return fmt::format("{:.3g}", value);
  return value < 999.5 ? three_digits(value)
                       : readable_count(static_cast<std::uint64_t>(std::llround(value)));
}

std::string readable(metric_unit unit, double value) {
  constexpr std::array<scaled_unit, 2> memory{{{1e3, "GB"}, {1, "MB"}}};
  constexpr std::array<scaled_unit, 2> growth{{{1e3, "GB/h"}, {1, "MB/h"}}};
  switch (unit) {
  case metric_unit::milliseconds:
    return readable_milliseconds(value);
  case metric_unit::share:
    return readable_share(value);
  case metric_unit::change:
    return fmt::format("{:+.1f} %", value * 100);
  case metric_unit::megabytes:
    return in_fitting_unit(value, memory);
  case metric_unit::megabytes_per_hour:
    return value == 0 ? "0 MB/h" : in_fitting_unit(value, growth);
  case metric_unit::per_second:
    return readable_number(value) + "/s";
  case metric_unit::count:
    // An average is a count too, and need not be whole.
    if (value != std::round(value) && value < 999.5)
      return three_digits(value);
    break;
  }
  return readable_count(static_cast<std::uint64_t>(std::llround(value)));
}

std::string readable(std::string_view metric, double value) {
  // "success_rate{during=fault}" is read as success_rate is.
  const auto* info = find_metric(metric.substr(0, metric.find('{')));
  return readable(info ? info->unit : metric_unit::count, value);
}

} // namespace simrun
