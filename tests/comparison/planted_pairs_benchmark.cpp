// How often a comparison of two minutes is wrong where nothing changed, and how often it finds a change that
// is there: the figures of docs/comparison.md. It fails where they are not as promised.

#include "planted_pairs.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

namespace simrun::test {

namespace {

constexpr int pairs = 200;
constexpr double alarms_promised = 0.05;
constexpr double found_promised = 0.95;

struct planted {
  const char* what;
  scenario base;
  double slow_down = 1;
  bool promised = false; ///< to be found in 95 % of the pairs
  double service_ms = 5;
};

std::string metrics_called(const pair_counts& found, change_verdict v) {
  std::string text;
  for (const auto& [metric, verdicts] : found.verdicts)
    if (const auto called = verdicts.find(v); called != verdicts.end())
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", metric, called->second);
  return text;
}

bool measure(const planted& p, std::uint64_t first_seed) {
  const auto found = compare_planted(p.base, p.slow_down, pairs, first_seed, p.service_ms);
  const double worse = static_cast<double>(found.any_worse) / pairs;
  const bool holds = p.slow_down == 1 ? worse <= alarms_promised : !p.promised || worse >= found_promised;
  fmt::print("{:<42} {:>8.2f} {:>8} {:>8} {:>6}  {}\n", p.what, p.slow_down, found.any_worse,
             found.any_better, holds ? "yes" : "NO", metrics_called(found, change_verdict::worse));
  std::fflush(stdout);
  return holds;
}

} // namespace

} // namespace simrun::test

int main(int, char** argv) {
  using namespace simrun::test;
  const std::string root = argv[1];
  const auto ci = simrun_scenario(root + "/scenarios/ci.toml");
  const auto spike = simrun_scenario(root + "/scenarios/spike.toml");
  fmt::print("{} pairs of runs each, every run with a seed of its own\n", pairs);
  fmt::print("{:<42} {:>8} {:>8} {:>8} {:>6}  {}\n", "scenario", "service", "worse", "better", "holds",
             "metrics called worse");
  bool all_hold = true;
  std::uint64_t seed = 10'000;
  for (const auto& p :
       {planted{"60 s, 100/s, extractors 27 % busy", steady_minute(100)},
        planted{"60 s, 200/s, 54 % busy", steady_minute(200)},
        planted{"60 s, 320/s, 87 % busy", steady_minute(320)},
        planted{"scenarios/ci.toml", ci, 1, false, 1.5},
        planted{"scenarios/spike.toml", spike, 1, false, 1.5},
        planted{"60 s, 100/s", steady_minute(100), 1.1, true},
        planted{"60 s, 200/s", steady_minute(200), 1.1, true},
        planted{"60 s, 320/s", steady_minute(320), 1.1, true},
        planted{"scenarios/ci.toml", ci, 1.1, false, 1.5},
        planted{"scenarios/spike.toml", spike, 1.1, false, 1.5},
        planted{"60 s, 100/s", steady_minute(100), 1.07}, planted{"60 s, 100/s", steady_minute(100), 1.03}})
    all_hold &= measure(p, seed += 1000);
  return all_hold ? 0 : 1;
}
