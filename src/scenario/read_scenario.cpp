#include "scenario/read_scenario.hpp"

#include "chaos/draw_plan.hpp"
#include "scenario/apply_overrides.hpp"
#include "scenario/check_environment.hpp"
#include "scenario/check_search.hpp"
#include "scenario/check_together.hpp"
#include "scenario/field_text.hpp"
#include "scenario/input_file.hpp"
#include "scenario/read_document.hpp"
#include "scenario/settle_alerts.hpp"
#include "scenario/settle_load.hpp"
#include "scenario/toml_document.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <iterator>

namespace simrun {

namespace {

/// The file's name without its end, with what a name can't have left out.
std::string name_from(const std::filesystem::path& file) {
  std::string name;
  for (const char c : file.stem().string())
    if (is_name(name + c))
      name += c;
  return name.empty() ? "scenario" : name;
}

/// Faults from a seed, beside those that the scenario has.
void draw_faults(std::uint64_t seed, scenario& s, problem_log& log) {
  auto plan = draw_plan(seed, bounds_of_faults(s), s.faults);
  if (plan.empty())
    log.add(
        log.add_flag(fmt::format("--chaos {}", seed)),
        fmt::format("no fault fits into a run of {} beside those that it has", to_text(s.duration_measured)));
  for (auto& fault : plan) {
    fault.drawn = true;
    s.faults.push_back(std::move(fault));
  }
  s.chaos_seed = seed;
}

} // namespace

scenario_or_problems parse_scenario(std::string_view text, const std::string& file,
                                    const scenario_overrides& overrides) {
  problem_log log(file);
  auto document = parse_toml(text);
  for (auto& breach : document.problems)
    log.add(breach.at, std::move(breach.message));
  if (!document.readable)
    return tl::unexpected(log.sorted());

  apply_overrides(overrides, document.root, log);
  if (document.root.empty() && log.empty())
    log.add({.line = 1, .column = 1}, "the scenario is empty; it needs at least a [load] with a pattern");
  if (document.root.empty())
    return tl::unexpected(log.sorted());

  scenario s;
  s.file = file;
  s.name = name_from(file);
  const auto seen = read_document(document.root, std::filesystem::path(file).parent_path(), s, log);
  settle_load(s, seen);
  settle_environment(s, seen);
  settle_search(s);
  settle_alerts(s, seen, log);
  check_together(s, seen, log);
  if (overrides.chaos && log.empty())
    draw_faults(*overrides.chaos, s, log);
  if (!log.empty())
    return tl::unexpected(log.sorted());
  return s;
}

scenario_or_problems read_scenario(const std::string& file, const scenario_overrides& overrides) {
  const auto text = read_text_file(file);
  if (!text)
    return tl::unexpected(std::vector{problem{file, 0, 0, text.error().message}});
  return parse_scenario(*text, file, overrides);
}

} // namespace simrun
