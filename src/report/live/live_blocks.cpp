#include "report/live/live_blocks.hpp"

#include "monitor/readable.hpp"
#include "report/live/labelled_line.hpp"
#include "report/live/progress_line.hpp"
#include "report/live/sparkline.hpp"
#include "report/text_table.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace simrun {

namespace {

std::string bar(double share, std::size_t columns, bool utf8) {
  const auto full = static_cast<std::size_t>(std::clamp(share, 0.0, 1.0) * static_cast<double>(columns));
  std::string text;
  for (std::size_t i = 0; i < columns; ++i)
    text += i < full ? (utf8 ? "█" : "#") : (utf8 ? "░" : "-");
  return text;
}

double share_done(const live_state& s) {
  const auto total = s.warmup + s.measured;
  return total > duration(0) ? in_seconds(s.now - run_start + s.warmup) / in_seconds(total) : 0;
}

ink ink_of(live_phase phase) {
  return phase == live_phase::measuring ? ink::good : ink::warn;
}

/// Successes make no fuss, and what did not happen is hardly seen.
ink ink_of(outcome how, std::uint64_t n) {
  if (n == 0)
    return ink::dim;
  return how == outcome::failed || how == outcome::timed_out ? ink::bad
         : is_success(how)                                   ? ink::plain
                                                             : ink::warn;
}

std::string percentiles_line(std::string_view label, const live_latency& l, const terminal_look& look) {
  auto line = labelled(label, look);
  line.add("p50 ", ink::dim).add(fmt::format("{:<9} ", latency_text(l.p50_ms)));
  line.add("p95 ", ink::dim).add(fmt::format("{:<9} ", latency_text(l.p95_ms)), ink::bold);
  line.add("p99 ", ink::dim).add(latency_text(l.p99_ms));
  return line.text();
}

} // namespace

std::string latency_text(const std::optional<double>& ms) {
  return ms ? readable_milliseconds(*ms) : "-";
}

std::string rate_text(double per_second) {
  return per_second < 10 ? fmt::format("{:.1f}/s", per_second)
                         : readable_count(static_cast<std::uint64_t>(std::llround(per_second))) + "/s";
}

std::string time_text(const live_state& s) {
  return clock_text(s.now - run_start + s.warmup) + " of " + clock_text(s.warmup + s.measured);
}

std::string workers_up_text(const live_state& s) {
  const auto up = std::ranges::count_if(s.workers, [](const live_worker& w) { return w.state != "down"; });
  return fmt::format("{} of {} up", up, s.workers.size());
}

line_list headline(const live_state& s, const terminal_look& look) {
  styled_line line(look);
  line.add(s.name, ink::bold).add("  ").add(name_of(s.phase), ink_of(s.phase));
  line.add("  " + time_text(s) + "  ");
  if (const auto columns = std::min<std::size_t>(line.room(), 30); columns >= 8)
    line.add(bar(share_done(s), columns, look.utf8), ink::dim);
  return {line.text()};
}

line_list rate_lines(const live_state& s, const terminal_look& look) {
  auto line = labelled("throughput", look);
  const bool behind = s.rates.target_rps && s.rates.successful_rps < 0.9 * *s.rates.target_rps;
  line.add(rate_text(s.rates.successful_rps), behind ? ink::warn : ink::good);
  if (s.rates.target_rps)
    line.add(" of " + rate_text(*s.rates.target_rps) + " asked for");
  line.add(fmt::format("   {} overall", rate_text(throughput_so_far(s))), ink::dim);
  auto waiting = labelled("queue", look);
  waiting.add(readable_count(s.queue_depth)).add("   open ", ink::dim).add(readable_count(s.open_requests));
  if (s.breaker != breaker_state::closed)
    waiting.add("   breaker ", ink::dim)
        .add(s.breaker == breaker_state::open ? "open" : "half open", ink::bad);
  return {line.text(), waiting.text()};
}

line_list latency_lines(const live_state& s, const terminal_look& look) {
  line_list lines{percentiles_line("latency now", s.latency_now, look),
                  percentiles_line("overall", s.latency_overall, look)};
  auto line = labelled("p95 course", look);
  const std::size_t room = line.room() > 24 ? line.room() - 24 : 0;
  const auto course = sparkline(s.recent_p95_ms, room, look.utf8);
  if (course.find_first_not_of(' ') == std::string::npos)
    return lines;
  std::optional<double> least, most;
  const auto shown = std::span(s.recent_p95_ms).last(width_of(course));
  for (const auto& v : shown)
    if (v) {
      least = std::min(least.value_or(*v), *v);
      most = std::max(most.value_or(*v), *v);
    }
  line.add(course, ink::good)
      .add(fmt::format("  {} to {}", latency_text(least), latency_text(most)), ink::dim);
  lines.push_back(line.text());
  return lines;
}

line_list outcome_lines(const live_state& s, const terminal_look& look) {
  labelled_words words("outcomes", look);
  for (const auto how : all_outcomes) {
    const auto n = s.outcomes[how];
    words.add({{std::string(name_of(how)) + " ", ink::dim}, {readable_count(n), ink_of(how, n)}});
  }
  return std::move(words).lines();
}

} // namespace simrun
