#include "cli/commands.hpp"
#include "cli/compare/comparison_output.hpp"
#include "cli/exit_code.hpp"
#include "report/comparison/baseline.hpp"

#include <fmt/format.h>

namespace simrun {

int compare_command(const compare_arguments& arguments) {
  const auto base = read_result_at(arguments.base);
  const auto now = read_result_at(arguments.now);
  for (const auto* r : {&base, &now})
    if (!*r)
      fmt::print(stderr, "{}\n", r->error().message);
  if (!base || !now)
    return exit_code::bad_usage;
  auto conditions = compare_conditions(*base, *now);
  if (!conditions.comparable() && !arguments.force) {
    fmt::print(stderr, "{}", refusal_text(conditions));
    return exit_code::bad_usage;
  }
  build_comparison c{now->scenario_name,
                     description_of(*base, arguments.base),
                     description_of(*now, arguments.now),
                     0,
                     arguments.minimum_effect,
                     std::move(conditions.refusals),
                     compare_results(*base, *now, {arguments.minimum_effect})};
  c.warnings.insert(c.warnings.end(), conditions.warnings.begin(), conditions.warnings.end());
  return deliver(c, arguments.outputs);
}

} // namespace simrun
