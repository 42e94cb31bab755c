#pragma once

#include "core/metric.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace simrun {

/// Measured numbers as a person reads them: three significant digits, in the unit that fits.
///
/// 1234567 -> "1,234,567"
std::string readable_count(std::uint64_t n);
/// 12.345 -> "12.3 ms"; 0.01234 -> "12.3 us"; 12345 -> "12.3 s"
std::string readable_milliseconds(double ms);
/// 0.9512 -> "95.12 %". What is not quite nothing or all says so: "<0.01 %", ">99.99 %".
std::string readable_share(double share);
/// A margin, as a share of the bound: 0.234 -> "23 %"; -0.0123 -> "-1.2 %"; what is all but none "~0 %".
std::string readable_margin(double margin);
/// 0.01234 -> "0.0123", 12.345 -> "12.3". Of 1000 and more, the whole number: "1,235".
std::string readable_number(double value);
/// By the metric's unit.
std::string readable(metric_unit unit, double value);
std::string readable(std::string_view metric, double value);

} // namespace simrun
