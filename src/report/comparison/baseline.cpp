#include "report/comparison/baseline.hpp"

#include "monitor/readable.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

void compare_with_baseline(run_result& now, const run_result& base, std::string file,
                           std::vector<std::string> warnings, const comparison_options& options) {
  now.baseline = baseline_record{std::move(file), options.minimum_effect, std::move(warnings),
                                 compare_results(base, now, options)};
  if (now.baseline->regressed() && now.verdict == verdict::passed)
    now.verdict = verdict::failed;
}

std::string description_of(const run_result& r, const std::string& file) {
  auto text =
      fmt::format("{}: seed {}, {}", file, r.seed, readable_milliseconds(in_milliseconds(r.measured)));
  for (const auto* name : {"simrun", "git"}) {
    const auto fact = std::ranges::find(r.environment, name, &environment_facts::value_type::first);
    if (fact != r.environment.end())
      text += fmt::format(", {} {}", name, fact->second);
  }
  return text + (r.started_at ? ", started " + *r.started_at : "");
}

} // namespace simrun
