#include "cli/commands.hpp"
#include "cli/compare/comparison_output.hpp"
#include "cli/compare/run_build.hpp"
#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "monitor/statistics/signed_rank.hpp"
#include "report/comparison/baseline.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <fmt/format.h>

namespace simrun {

namespace {

namespace fs = std::filesystem;

/// Where the runs leave their results: a folder to keep, or one that goes with this.
class results_folder {
public:
  explicit results_folder(const std::optional<std::string>& kept) : path_(kept.value_or("")), keep_(kept) {
    if (keep_)
      return;
    auto name = (fs::temp_directory_path() / "simrun-ab-XXXXXX").string();
    if (mkdtemp(name.data()))
      path_ = name;
  }
  results_folder(const results_folder&) = delete;
  results_folder& operator=(const results_folder&) = delete;
  ~results_folder() {
    std::error_code ignored;
    if (!keep_ && !path_.empty())
      fs::remove_all(path_, ignored);
  }

  bool exists() const { return !path_.empty(); }
  std::string of(std::uint32_t pair, std::string_view side) const {
    return (path_ / fmt::format("pair-{:02}-{}", pair + 1, side)).string();
  }

private:
  fs::path path_;
  bool keep_;
};

struct paired_runs {
  std::vector<run_result> base, now;
};

std::optional<std::uint64_t> first_seed(const ab_arguments& arguments) {
  if (!arguments.overrides.seed)
    return 1;
  const auto& text = *arguments.overrides.seed;
  std::uint64_t seed = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), seed);
  return failed == std::errc() && end == text.data() + text.size() ? std::optional(seed) : std::nullopt;
}

/// Both runs of a pair have a seed in common. Every other pair begins with the new build, so that what gets
/// slowly better or worse on the machine weighs on both alike: base, new, new, base.
result<paired_runs> run_pairs(const ab_arguments& arguments, std::uint64_t seed,
                              const results_folder& folder) {
  const auto& interrupted = watch_for_interruption();
  paired_runs runs;
  for (std::uint32_t pair = 0; pair < arguments.pairs; ++pair) {
    if (!arguments.quiet)
      fmt::print(stderr, "pair {} of {}\n", pair + 1, arguments.pairs);
    for (const bool new_build : {pair % 2 == 1, pair % 2 == 0}) {
      auto r = run_build(
          new_build ? arguments.now : arguments.base,
          {arguments.file, arguments.overrides, seed + pair, folder.of(pair, new_build ? "new" : "base")});
      if (interrupted || (r && r->interrupted))
        return fail(error_code::cancelled, "interrupted, so there is nothing to compare");
      if (!r)
        return tl::unexpected(r.error());
      (new_build ? runs.now : runs.base).push_back(std::move(*r));
    }
  }
  return runs;
}

std::string described(const std::string& program, const run_result& first, std::uint32_t pairs) {
  return fmt::format("{} runs of {}", pairs, description_of(first, program));
}

void warn_of_runs(build_comparison& c, const paired_runs& runs) {
  const auto disturbed = std::ranges::count_if(runs.base, &run_result::disturbed) +
                         std::ranges::count_if(runs.now, &run_result::disturbed);
  if (disturbed > 0)
    c.warnings.push_back(fmt::format("{} of {} runs were disturbed.", disturbed, 2 * c.pairs));
  const auto judged = std::ranges::count_if(
      c.changes, [](const metric_change& m) { return m.verdict != change_verdict::not_judged; });
  const auto needed = judged > 0 ? signed_rank_pairs_needed(0.05 / static_cast<double>(judged)) : 0;
  if (c.pairs < needed)
    c.warnings.push_back(fmt::format(
        "With {} metrics, fewer than {} pairs can't show a change of a single one.", judged, needed));
}

} // namespace

int ab_command(const ab_arguments& arguments) {
  const auto refuse = [](int code, const std::string& why) {
    fmt::print(stderr, "simrun: {}\n", why);
    return code;
  };
  const auto seed = first_seed(arguments);
  if (!seed)
    return refuse(exit_code::bad_usage,
                  "--seed must be a whole number, got '" + *arguments.overrides.seed + "'");
  const results_folder folder(arguments.out);
  if (!folder.exists())
    return refuse(exit_code::broken, "can't make a folder for the results");
  const auto runs = run_pairs(arguments, *seed, folder);
  if (!runs)
    return refuse(runs.error().code == error_code::bad_input ? exit_code::bad_usage : exit_code::broken,
                  runs.error().message);
  const auto conditions = compare_conditions(runs->base.front(), runs->now.front());
  build_comparison c{runs->now.front().scenario_name,
                     described(arguments.base, runs->base.front(), arguments.pairs),
                     described(arguments.now, runs->now.front(), arguments.pairs),
                     arguments.pairs,
                     arguments.minimum_effect,
                     conditions.warnings,
                     compare_pairs(runs->base, runs->now, {arguments.minimum_effect})};
  warn_of_runs(c, *runs);
  return deliver(c, arguments.outputs);
}

} // namespace simrun
