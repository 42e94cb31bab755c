#include "market/iso_time.hpp"

#include <algorithm>
#include <cstddef>
#include <fmt/format.h>
#include <optional>

namespace simrun {

namespace {

/// `pattern` shows where digits (0) and other characters stand.
bool has_form(std::string_view text, std::string_view pattern) noexcept {
  return std::ranges::equal(text, pattern,
                            [](char c, char p) { return p == '0' ? c >= '0' && c <= '9' : c == p; });
}

int number_at(std::string_view text, std::size_t first, std::size_t digits) noexcept {
  int value = 0;
  for (const char c : text.substr(first, digits))
    value = value * 10 + (c - '0');
  return value;
}

std::optional<std::chrono::sys_days> day_of(std::string_view text) noexcept {
  const std::chrono::year_month_day day{std::chrono::year(number_at(text, 0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number_at(text, 5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number_at(text, 8, 2)))};
  return day.ok() ? std::optional<std::chrono::sys_days>(day) : std::nullopt;
}

std::optional<std::chrono::seconds> time_of_day(std::string_view text) noexcept {
  const int hour = number_at(text, 0, 2);
  const int minute = number_at(text, 3, 2);
  const int second = number_at(text, 6, 2);
  if (hour > 23 || minute > 59 || second > 59)
    return std::nullopt;
  return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
}

} // namespace

tl::expected<std::chrono::sys_seconds, iso_time_problem> parse_iso_time(std::string_view text) {
  constexpr std::size_t date_length = 10;
  const auto date = text.substr(0, date_length);
  auto rest = text.substr(date.size());
  if (!has_form(date, "0000-00-00"))
    return tl::unexpected(iso_time_problem::form);
  if (rest.size() == 10 && rest.back() == 'Z')
    rest.remove_suffix(1);
  if (!rest.empty() && !has_form(rest, "T00:00:00") && !has_form(rest, " 00:00:00"))
    return tl::unexpected(iso_time_problem::form);

  const auto day = day_of(date);
  if (!day)
    return tl::unexpected(iso_time_problem::calendar);
  if (rest.empty())
    return *day;
  const auto time = time_of_day(rest.substr(1));
  if (!time)
    return tl::unexpected(iso_time_problem::time_of_day);
  return *day + *time;
}

std::string to_text(std::chrono::sys_seconds t) {
  const auto midnight = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day day(midnight);
  const auto date = fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
  if (t == midnight)
    return date;
  const std::chrono::hh_mm_ss time(t - midnight);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", date, time.hours().count(), time.minutes().count(),
                     time.seconds().count());
}

} // namespace simrun
