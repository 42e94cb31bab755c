#include "report/live/live_lines.hpp"

#include "report/live/labelled_line.hpp"
#include "report/live/live_blocks.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace simrun {

namespace {

/// Parts, as they stand from top to bottom.
struct block {
  line_list lines;
  int importance; ///< of two, the less important goes first where there is no room
  bool is_a_list; ///< it is cut before anything goes
};

std::size_t height(const std::vector<block>& blocks) {
  std::size_t lines = 0;
  for (const auto& b : blocks)
    lines += b.lines.size();
  return lines;
}

/// Cuts the longest list by one line, if any is longer than `least`.
bool cut_longest(std::vector<block>& blocks, std::size_t least) {
  auto longest = std::ranges::max_element(
      blocks, {}, [](const block& b) { return b.is_a_list ? b.lines.size() : std::size_t{0}; });
  if (!longest->is_a_list || longest->lines.size() <= least)
    return false;
  longest->lines.pop_back();
  return true;
}

void fit(std::vector<block>& blocks, std::size_t rows) {
  while (height(blocks) > rows && cut_longest(blocks, 2)) {
  }
  while (height(blocks) > rows) {
    auto least = std::ranges::min_element(
        blocks, {}, [](const block& b) { return b.lines.empty() ? 1000 : b.importance; });
    least->lines.pop_back();
  }
}

void say_what_is_missing(block& b, std::size_t all, const terminal_look& look) {
  if (!b.is_a_list || b.lines.size() < 2 || b.lines.size() == all)
    return;
  styled_line line(look);
  line.pad_to(label_columns).add(fmt::format("and {} more", all - b.lines.size() + 1), ink::dim);
  b.lines.back() = line.text();
}

} // namespace

std::vector<std::string> live_lines(const live_state& s, const terminal_look& look) {
  std::vector<block> blocks{{headline(s, look), 100, false},     {rate_lines(s, look), 80, false},
                            {latency_lines(s, look), 90, false}, {outcome_lines(s, look), 60, false},
                            {worker_lines(s, look), 40, false},  {resource_lines(s, look), 30, false},
                            {fault_lines(s, look), 50, true},    {requirement_lines(s, look), 70, true},
                            {alert_lines(s, look), 75, true}};
  std::vector<std::size_t> whole;
  for (const auto& b : blocks)
    whole.push_back(b.lines.size());
  fit(blocks, look.rows > 1 ? look.rows - 1 : 1);
  line_list lines;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    say_what_is_missing(blocks[i], whole[i], look);
    std::ranges::move(blocks[i].lines, std::back_inserter(lines));
  }
  return lines;
}

std::string live_sentence(const live_state& s) {
  auto text =
      fmt::format("{}: {} {}; {}", s.name, name_of(s.phase), time_text(s), rate_text(s.rates.successful_rps));
  if (s.rates.target_rps)
    text += " of " + rate_text(*s.rates.target_rps);
  text += fmt::format("; p50 {}, p95 {}, p99 {}", latency_text(s.latency_now.p50_ms),
                      latency_text(s.latency_now.p95_ms), latency_text(s.latency_now.p99_ms));
  text += fmt::format("; queue {}; {}", s.queue_depth, workers_up_text(s));
  for (const auto& fault : s.faults)
    text += "; fault: " + fault.text;
  for (const auto& rule : s.requirements)
    if (rule.standing == live_standing::violated)
      text += "; violated: " + rule.text;
  for (const auto& raised : s.alerts)
    text += fmt::format("; {}: {}", raised.severity, raised.message);
  return text;
}

} // namespace simrun
