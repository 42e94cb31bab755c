#include "report/live/progress_line.hpp"

#include "monitor/readable.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

std::string bar(double share, std::size_t columns) {
  if (columns == 0)
    return "";
  const auto full = static_cast<std::size_t>(share * static_cast<double>(columns));
  return "[" + std::string(full, '#') + std::string(columns - full, '-') + "]  ";
}

/// The rest takes as long as the beginning did, in proportion.
std::string time_left(double share, duration wall) {
  if (share <= 0)
    return "";
  return fmt::format("  {} left", clock_text(from_seconds(in_seconds(wall) * (1 - share) / share)));
}

} // namespace

std::string clock_text(duration d) {
  const auto s = std::max<std::int64_t>(0, std::chrono::duration_cast<std::chrono::seconds>(d).count());
  if (s < 3600)
    return fmt::format("{}:{:02}", s / 60, s % 60);
  return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

std::string progress_line(const run_progress& p, std::size_t bar_columns) {
  const auto total = p.warmup + p.measured;
  const auto done = std::clamp(p.now - run_start + p.warmup, duration(0), total);
  const double share = total > duration(0) ? in_seconds(done) / in_seconds(total) : 0;
  const auto left =
      p.is_virtual ? time_left(share, p.wall) : fmt::format("  {} left", clock_text(total - done));
  const auto line = fmt::format("{}  {}{:2.0f} %{}  {} of {}", p.name, bar(share, bar_columns),
                                std::floor(share * 100), left, clock_text(done), clock_text(total));
  if (!p.is_virtual || p.wall <= duration(0))
    return line;
  return line + fmt::format("  x{}", readable_number(in_seconds(done) / in_seconds(p.wall)));
}

std::string progress_line(const count_progress& p, std::size_t bar_columns) {
  const double share = p.total > 0 ? static_cast<double>(p.done) / static_cast<double>(p.total) : 0;
  return fmt::format("{}  {}{} of {} {}{}", p.name, bar(share, bar_columns), readable_count(p.done),
                     readable_count(p.total), p.unit, time_left(share, p.wall));
}

} // namespace simrun
