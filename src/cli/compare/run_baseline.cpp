#include "cli/compare/run_baseline.hpp"

#include "cli/compare/comparison_output.hpp"
#include "cli/environment.hpp"
#include "report/comparison/baseline.hpp"

#include <fmt/format.h>

namespace simrun {

namespace {

/// The run as far as it is known before it is made; else as the base.
run_result expected(const scenario& s, const run_result& base) {
  run_result r;
  r.scenario_name = s.name;
  r.clock = s.clock == clock_kind::real ? "real" : "virtual";
  r.seed = s.seed;
  r.measured = base.measured;
  r.environment = describe_environment(s.clock);
  r.verdict = verdict::passed;
  for (const auto& fault : s.faults)
    r.faults.emplace_back().text = fault.text;
  if (s.limits.cpu_limit_cores > 0)
    r.cpu_limit = cpu_limit_record{s.limits.cpu_limit_cores, {}, {}};
  if (s.search)
    r.search.emplace();
  return r;
}

} // namespace

result<run_baseline> run_baseline::read(const std::string& file, const scenario& s, bool force,
                                        double minimum_effect) {
  auto base = read_result_at(file);
  if (!base)
    return tl::unexpected(base.error());
  if (const auto conditions = compare_conditions(*base, expected(s, *base));
      !conditions.comparable() && !force)
    return fail(error_code::bad_input, refusal_text(conditions));
  return run_baseline(file, std::move(*base), force, minimum_effect);
}

void run_baseline::hold_against(run_result& now) const {
  auto conditions = compare_conditions(base_, now);
  if (!conditions.comparable() && !force_) {
    for (const auto& refusal : conditions.refusals)
      fmt::print(stderr, "not compared with {}: {}\n", file_, refusal);
    return;
  }
  auto warnings = std::move(conditions.refusals);
  warnings.insert(warnings.end(), conditions.warnings.begin(), conditions.warnings.end());
  compare_with_baseline(now, base_, file_, std::move(warnings), {minimum_effect_});
}

} // namespace simrun
