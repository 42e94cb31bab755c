// Steps a trading environment a thousand times over daily bars, with the platform's network behind it, and
// prints how each episode went, and the extractions.
//
//   step_environment data/sp500_daily_2000_2020.csv [model.safetensors]
//
// Without a model it has random weights: features mean nothing then, but take as long.
#include "market/csv_reader.hpp"
#include "market/market_data.hpp"
#include "trading/policies/crossover_policy.hpp"
#include "trading/trading_environment.hpp"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

constexpr std::uint32_t steps = 1000;
constexpr std::uint32_t steps_of_a_year = 250;

int fail(const simrun::error& problem) {
  std::fprintf(stderr, "%s\n", problem.message.c_str());
  return 1;
}

void print_number(std::optional<double> number, const char* unit = "") {
  if (number)
    std::printf(" %9.2f%s", *number, unit);
  else
    std::printf(" %9s%*s", "-", static_cast<int>(std::strlen(unit)), "");
}

void print_share(std::optional<double> share) {
  print_number(share ? std::optional(100 * *share) : share, " %");
}

void print_titles() {
  std::printf("%8s %5s %11s %11s %11s %9s %9s %9s %11s %6s  %s\n", "last bar", "steps", "return", "a year",
              "volatility", "Sharpe", "Sortino", "Calmar", "drawdown", "trades", "why it ended");
}

void print_episode(const simrun::episode_state& last, const simrun::portfolio_metrics& m) {
  std::printf("%8u %5u", last.bar, last.steps);
  for (const auto share : {std::optional(m.total_return), m.annualised_return, m.volatility})
    print_share(share);
  for (const auto ratio : {m.sharpe, m.sortino, m.calmar})
    print_number(ratio);
  print_share(m.max_drawdown);
  const std::string why(text_of(last.end));
  std::printf(" %6llu  %s\n", static_cast<unsigned long long>(m.trades), why.c_str());
}

void print_extractions(const simrun::performance_summary& p) {
  std::printf("\n%llu extractions, %.1f %% from the cache, %.1f %% by the fallback\n",
              static_cast<unsigned long long>(p.extractions), 100 * p.cache_hit_rate(),
              100 * p.fallback_rate());
  std::printf("p95 %.2f ms, p99 %.2f ms, longest %.2f ms: p95 is %s 100 ms\n", simrun::in_milliseconds(p.p95),
              simrun::in_milliseconds(p.p99), simrun::in_milliseconds(p.longest),
              p.meets_100ms_requirement() ? "under" : "not under");
}

} // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s bars.csv [model.safetensors]\n", argv[0]);
    return 2;
  }
  auto history = simrun::read_bars(argv[1]);
  if (!history)
    return fail(history.error());
  std::vector<simrun::bar_history> histories;
  histories.push_back(std::move(*history));
  const auto market =
      std::make_shared<const simrun::market_data>(simrun::market_data::from(std::move(histories)));

  simrun::feature_extraction_config model;
  if (argc > 2)
    model.weights = argv[2];
  auto environment = simrun::trading_environment::make({}, market, model);
  if (!environment)
    return fail(environment.error());

  // Years that begin anywhere, as an agent would train on them.
  const simrun::reset_options a_year{.random_start = true, .steps_max = steps_of_a_year};
  simrun::crossover_policy policy;
  std::vector<simrun::trading_action> actions(environment->action_space().symbols);
  if (const auto begun = environment->reset(42, a_year); !begun)
    return fail(begun.error());
  print_titles();
  for (std::uint32_t i = 0; i < steps; ++i) {
    policy.decide(simrun::policy_view(environment->core()), actions);
    const auto stepped = environment->step(actions);
    if (!stepped)
      return fail(stepped.error());
    if (!stepped->terminated && !stepped->truncated)
      continue;
    print_episode(stepped->info.portfolio, environment->metrics());
    if (const auto begun = environment->reset({}, a_year); !begun)
      return fail(begun.error());
  }
  print_extractions(environment->performance());
  return 0;
}
