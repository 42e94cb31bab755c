#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace simrun {

/// Why a text is no timestamp.
enum class iso_time_problem { form, calendar, time_of_day };

/// Reads "2020-01-31", "2020-01-31T15:30:00", "2020-01-31 15:30:00", the last two also with a "Z" behind;
/// all are UTC. Days have to be in the (proleptic Gregorian) calendar; there are no leap seconds.
tl::expected<std::chrono::sys_seconds, iso_time_problem> parse_iso_time(std::string_view text);

/// "2020-01-31" at midnight, else "2020-01-31T15:30:00Z"; parse_iso_time reads it back.
std::string to_text(std::chrono::sys_seconds t);

} // namespace simrun
