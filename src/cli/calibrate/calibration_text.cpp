#include "cli/calibrate/measure_calibration.hpp"
#include "monitor/readable.hpp"
#include "report/text_table.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

void add(text_table& table, std::string what, const empirical_distribution& d, std::uint32_t windows = 1) {
  const auto shown = [](duration t) { return readable_milliseconds(in_milliseconds(t)); };
  table.add({std::move(what), readable_count(d.count()), shown(d.mean()), shown(d.at(0.5)), shown(d.at(0.95)),
             windows > 1 ? shown(d.mean() / windows) : ""});
}

text_table make_table(std::string title) {
  return text_table({std::move(title), "samples", "mean", "p50", "p95", "per window"});
}

std::string lines_of(const text_table& table) {
  std::string text;
  for (const auto& line : table.lines())
    text += line + "\n";
  return text;
}

} // namespace

std::string calibration_text(const calibration& c) {
  std::string text;
  for (const auto& w : c.windows) {
    auto table = make_table(fmt::format("windows of {} bars", w.window));
    for (const auto& b : w.extraction)
      add(table, fmt::format("  batch of {}", b.batch), b.times, b.batch);
    add(table, fmt::format("  1, {} paused", to_text(w.pause)), w.after_pause);
    add(table, "  fallback", w.fallback);
    add(table, "  cache hit", w.cache_hit);
    text += lines_of(table) + "\n";
  }
  auto table = make_table("beside the extraction");
  add(table, "  request extracted", c.path.extracted);
  add(table, "  request cached", c.path.cached);
  add(table, "  worker, between batches", c.path.turnaround);
  add(table, "  cold start", c.cold_start);
  return text + lines_of(table);
}

} // namespace simrun
