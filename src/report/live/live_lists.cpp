#include "monitor/readable.hpp"
#include "report/live/labelled_line.hpp"
#include "report/live/live_blocks.hpp"
#include "report/live/progress_line.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

std::string percent_text(double share) {
  return fmt::format("{:.0f} %", 100 * share);
}

ink ink_of(live_standing standing) {
  return standing == live_standing::holds      ? ink::good
         : standing == live_standing::violated ? ink::bad
                                               : ink::dim;
}

ink ink_of_worker(std::string_view state) {
  return state == "down" ? ink::bad : state == "busy" || state == "idle" ? ink::plain : ink::warn;
}

} // namespace

line_list worker_lines(const live_state& s, const terminal_look& look) {
  labelled_words words("workers", look);
  words.add({{workers_up_text(s), ink::plain}});
  if (s.workers_busy)
    words.add({{percent_text(*s.workers_busy) + " busy", ink::plain}});
  constexpr std::size_t named_max = 8;
  // Of many, those that are not as they should be are named first.
  auto named = s.workers;
  std::ranges::stable_partition(named,
                                [](const live_worker& w) { return ink_of_worker(w.state) != ink::plain; });
  for (std::size_t i = 0; i < std::min(named.size(), named_max); ++i)
    words.add(
        {{named[i].name + " ", ink::dim}, {std::string(named[i].state), ink_of_worker(named[i].state)}});
  if (named.size() > named_max)
    words.add({{fmt::format("and {} more", named.size() - named_max), ink::dim}});
  return std::move(words).lines();
}

line_list resource_lines(const live_state& s, const terminal_look& look) {
  labelled_words words("resources", look);
  const auto put = [&words](const char* what, const std::string& value) {
    words.add({{std::string(what) + " ", ink::dim}, {value, ink::plain}});
  };
  if (s.cache_hit_rate)
    put("cache hits", percent_text(*s.cache_hit_rate));
  if (s.cpu_utilization)
    put("CPU", percent_text(*s.cpu_utilization));
  if (s.memory_mb)
    put("memory", readable(metric_unit::megabytes, *s.memory_mb));
  const bool any = s.cache_hit_rate || s.cpu_utilization || s.memory_mb;
  return any ? std::move(words).lines() : line_list{};
}

line_list fault_lines(const live_state& s, const terminal_look& look) {
  line_list lines;
  for (const auto& fault : s.faults) {
    auto line = labelled(lines.empty() ? "faults" : "", look);
    line.add(fault.text, ink::warn).add("  for " + clock_text(s.now - fault.since), ink::dim);
    lines.push_back(line.text());
  }
  return lines;
}

line_list requirement_lines(const live_state& s, const terminal_look& look) {
  line_list lines;
  for (const auto& rule : s.requirements) {
    auto line = labelled(lines.empty() ? "required" : "", look);
    line.add(fmt::format("{:<10}", name_of(rule.standing)), ink_of(rule.standing)).add(rule.text);
    if (rule.value)
      line.add("  " + readable(rule.metric, *rule.value), ink::dim);
    lines.push_back(line.text());
  }
  return lines;
}

line_list alert_lines(const live_state& s, const terminal_look& look) {
  line_list lines;
  for (const auto& raised : s.alerts) {
    auto line = labelled(lines.empty() ? "alerts" : "", look);
    line.add(raised.severity + " ", raised.severity == "critical" ? ink::bad : ink::warn).add(raised.message);
    lines.push_back(line.text());
  }
  return lines;
}

} // namespace simrun
