#include "chaos/fault_form.hpp"
#include "chaos/fault_manual.hpp"
#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "core/metric.hpp"
#include "core/near_miss.hpp"
#include "core/outcome.hpp"
#include "scenario/read_scenario.hpp"
#include "scenario/scenario_manual.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fmt/format.h>

namespace simrun {

namespace {

namespace fs = std::filesystem;

/// Those of the folder the user stands in: a name with a line for each.
void list_scenarios() {
  std::vector<std::string> files;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("scenarios", none))
    if (entry.path().extension() == ".toml")
      files.push_back(entry.path().string());
  std::ranges::sort(files);
  for (const auto& file : files) {
    const auto read = read_scenario(file);
    fmt::print("  {:<34} {}\n", file, read ? read->description : "has problems: simrun check " + file);
  }
  if (files.empty())
    fmt::print("  none: there is no folder 'scenarios' here\n");
}

void list_faults() {
  for (const auto& form : all_fault_forms())
    fmt::print("  {:<12} {}\n", name_of(form.kind), form.what);
  fmt::print("  simrun list faults shows how they are written\n");
}

void explain_faults() {
  fmt::print("{}", fault_help());
}

std::string outcome_names() {
  std::string names;
  for (const auto how : all_outcomes)
    names += (names.empty() ? "" : ", ") + std::string(name_of(how));
  return names;
}

void list_metrics() {
  for (const auto& m : all_metrics())
    fmt::print("  {:<22} {:<5} {}\n", m.name, symbol_of(m.unit), m.what);
  fmt::print("  METRIC{{during=fault}}         of the requests that were due while a fault was active "
             "(fired, and not "
             "healed);\n"
             "                               during=healthy: while none was. Latencies, shares of outcomes, "
             "requests "
             "and rates\n"
             "  METRIC{{group=NAME}}           of one load group\n"
             "  latency_...{{outcome=NAME}}    of the requests that ended so: {}\n",
             outcome_names());
}

void list_keys() {
  for (const auto& k : describe_scenario_keys())
    fmt::print("  {:<28} {}\n", k.section.empty() ? k.key : k.section + "." + k.key, k.what);
}

struct chapter {
  std::string_view name;
  void (*print)();
  void (*print_alone)() = print; ///< where it was asked for by name
};

constexpr std::array<chapter, 4> chapters{{
    {"scenarios", list_scenarios},
    {"faults", list_faults, explain_faults},
    {"metrics", list_metrics},
    {"keys", list_keys},
}};

} // namespace

int list_command(const list_arguments& arguments) {
  bool found = false;
  for (const auto& c : chapters) {
    if (!arguments.what.empty() && arguments.what != c.name)
      continue;
    found = true;
    fmt::print("{}\n", c.name);
    arguments.what.empty() ? c.print() : c.print_alone();
  }
  if (found)
    return exit_code::passed;
  std::vector<std::string_view> names;
  std::ranges::transform(chapters, std::back_inserter(names), &chapter::name);
  fmt::print(stderr, "simrun: nothing to list is called '{}'{}\n", arguments.what,
             did_you_mean(arguments.what, names));
  return exit_code::bad_usage;
}

} // namespace simrun
