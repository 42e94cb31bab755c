#include "monitor/readable.hpp"
#include "report/chaos/chaos_report.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

std::string lines_of(std::string_view title, const std::vector<std::string>& lines) {
  auto text = fmt::format("  {}\n", title);
  for (const auto& line : lines)
    text += fmt::format("    {}\n", line);
  return text;
}

std::string failure_text(const chaos_failure& f) {
  auto text = fmt::format("\nseed {}\n", f.seed);
  for (const auto& v : f.violations)
    text += fmt::format("  {}: {}\n", v.invariant, v.what);
  if (!f.repeatable) {
    text += "  The same seed did not show it again.\n";
    return text + lines_of("plan", f.plan) + lines_of("run it again", {f.command});
  }
  const auto title = fmt::format("shortest plan found ({} of {} faults, {}, after {} more runs)",
                                 f.shortest.size(), f.plan.size(), to_text(f.shortest_measured), f.tries);
  text += lines_of(title, f.shortest);
  if (!f.events.empty())
    text += lines_of("the last events before it (times count from the start of the warm-up)", f.events);
  return text + lines_of("replay it", {f.command});
}

} // namespace

std::string chaos_text(const chaos_result& r) {
  auto text = fmt::format("{} of {} on the {} clock, seeds from {}: {} requests, {} faults, {} retries\n",
                          r.runs == 1 ? "1 run" : readable_count(r.runs) + " runs", to_text(r.measured),
                          r.clock, r.seed, readable_count(r.outcomes.issued), readable_count(r.faults),
                          readable_count(r.retries));
  if (r.runs < r.runs_wanted)
    text += fmt::format("Ended early: {} runs were wanted.\n", readable_count(r.runs_wanted));
  if (r.runs_failed == 0)
    return text + fmt::format("All {} invariants held in each of them.\n", all_invariants().size());
  text += fmt::format("{} of them broke an invariant:\n", readable_count(r.runs_failed));
  for (const auto& [name, runs] : r.broken_by)
    for (const auto& i : all_invariants())
      if (i.name == name)
        text += fmt::format("  {} in {}: {}\n", name, readable_count(runs), i.explanation);
  for (const auto& f : r.failures)
    text += failure_text(f);
  if (r.failures.size() < r.runs_failed)
    text += fmt::format("\nand {} more\n", readable_count(r.runs_failed - r.failures.size()));
  return text;
}

} // namespace simrun
