#include "core/time.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace simrun {

namespace {

struct unit {
  std::string_view name;
  double nanoseconds;
};

constexpr std::array<unit, 6> units{{
    {"h", 3600e9},
    {"min", 60e9},
    {"s", 1e9},
    {"ms", 1e6},
    {"us", 1e3},
    {"ns", 1},
}};

constexpr double longest_ns = 10'000 * 3600e9;

} // namespace

duration from_seconds(double seconds) noexcept {
  return duration(std::llround(seconds * 1e9));
}

std::optional<duration> parse_duration(std::string_view text) {
  double count = 0;
  const auto [rest, failed] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (failed != std::errc{} || !std::isfinite(count) || count < 0)
    return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
  while (text.starts_with(' '))
    text.remove_prefix(1);
  for (const auto& u : units)
    if (u.name == text && count * u.nanoseconds <= longest_ns)
      return duration(std::llround(count * u.nanoseconds));
  return std::nullopt;
}

std::string to_text(duration d) {
  for (const auto& u : units) {
    if (u.name == "min" || u.name == "h")
      continue;
    if (d.count() != 0 && std::abs(static_cast<double>(d.count())) < u.nanoseconds)
      continue;
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(),
                                   static_cast<double>(d.count()) / u.nanoseconds, std::chars_format::fixed)
                         .ptr;
    return std::string(digits.data(), end) + std::string(u.name);
  }
  return std::to_string(d.count()) + "ns";
}

} // namespace simrun
