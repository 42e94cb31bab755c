#include "cli/chaos/chaos_runs.hpp"

#include "chaos/fault_text.hpp"
#include "cli/chaos/chaos_scenario.hpp"

#include <fmt/format.h>
#include <fstream>
#include <sstream>

namespace simrun {

namespace {

std::vector<std::string> lines_of(const std::vector<problem>& problems) {
  std::vector<std::string> lines;
  for (const auto& p : problems)
    lines.push_back(to_text(p));
  return lines;
}

/// For a shell: quoted where it has to be.
std::string shell_word(const std::string& word) {
  constexpr auto plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=:,%+";
  if (!word.empty() && word.find_first_not_of(plain) == word.npos)
    return word;
  std::string quoted = "'";
  for (const char c : word)
    quoted += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
  return quoted + "'";
}

} // namespace

tl::expected<chaos_runs, std::vector<std::string>> chaos_runs::from(const chaos_arguments& arguments) {
  chaos_runs runs(arguments);
  scenario_overrides as_written;
  as_written.set = arguments.overrides.set;
  if (arguments.file) {
    const auto written = read_scenario(*arguments.file, as_written);
    if (!written)
      return tl::unexpected(lines_of(written.error()));
    if (written->search)
      return tl::unexpected(
          std::vector{fmt::format("{}: [search] is many runs; chaos checks single ones", *arguments.file)});
    runs.market_seed_ = seed_of(*written, "market");
    runs.own_faults_ = written->faults.size();
    std::ostringstream text;
    text << std::ifstream(*arguments.file).rdbuf();
    runs.text_ = text.str();
  }
  const auto first = runs.scenario_of(arguments.seed.value_or(1));
  if (!first)
    return tl::unexpected(lines_of(first.error()));
  if (runs.is_virtual()) {
    if (const auto loaded = runs.inputs_->of(*first); !loaded)
      return tl::unexpected(std::vector{loaded.error().message});
    return runs;
  }
  auto loaded = load_run_inputs(*first);
  if (!loaded)
    return tl::unexpected(std::vector{loaded.error().message});
  runs.real_inputs_ = std::make_shared<const run_inputs>(std::move(*loaded));
  return runs;
}

scenario_or_problems chaos_runs::read(std::uint64_t seed, scenario_overrides overrides) const {
  // One market for all runs: it takes longer to make than a run.
  std::vector<std::string> set{fmt::format("seeds.market={}", market_seed_)};
  if (is_virtual())
    set.push_back(fmt::format("seeds.schedule={}", seed));
  set.insert(set.end(), overrides.set.begin(), overrides.set.end());
  overrides.set = std::move(set);
  overrides.seed = std::to_string(seed);
  overrides.clock = arguments_.clock;
  if (arguments_.file)
    return parse_scenario(text_, *arguments_.file, overrides);
  const auto clock = is_virtual() ? clock_kind::virtual_time : clock_kind::real;
  return parse_scenario(chaos_scenario(seed, clock), "built-in scenario", overrides);
}

scenario_or_problems chaos_runs::scenario_of(std::uint64_t seed) const {
  auto overrides = arguments_.overrides;
  if (overrides.faults.empty() && !arguments_.no_faults)
    overrides.chaos = seed;
  return read(seed, std::move(overrides));
}

scenario_or_problems chaos_runs::scenario_of(std::uint64_t seed, const chaos_case& instead) const {
  auto overrides = arguments_.overrides;
  overrides.faults.clear();
  for (const auto& f : instead.faults)
    overrides.faults.push_back(sentence_of(f));
  overrides.duration = to_text(instead.measured);
  return read(seed, std::move(overrides));
}

checked_result chaos_runs::run(const scenario& s, const run_watch& watch) const {
  return run_and_check(s, real_inputs_ ? *real_inputs_ : *inputs_->of(s).value(), watch);
}

std::vector<fault_spec> chaos_runs::plan_of(const scenario& s) const {
  return {s.faults.begin() + static_cast<std::ptrdiff_t>(own_faults_), s.faults.end()};
}

std::string chaos_runs::command_for(std::uint64_t seed, const chaos_case& instead) const {
  std::string command = "simrun chaos";
  const auto add = [&command](const std::string& word) { command += " " + shell_word(word); };
  if (arguments_.file)
    add(*arguments_.file);
  if (!is_virtual())
    command += " --clock real";
  command += fmt::format(" --runs 1 --seed {} --duration {}", seed, to_text(instead.measured));
  for (const auto& setting : arguments_.overrides.set) {
    command += " --set";
    add(setting);
  }
  for (const auto& f : instead.faults) {
    command += " --fault";
    add(sentence_of(f));
  }
  return instead.faults.empty() ? command + " --no-faults" : command;
}

} // namespace simrun
