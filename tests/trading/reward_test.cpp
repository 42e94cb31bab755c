#include "trading/reward.hpp"

#include "trading/recent_returns.hpp"

#include <cmath>
#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("trading/reward");

TEST_CASE("a reward is the return and a bit of Sharpe's ratio, less drawdown and costs, scaled") {
  CHECK(reward_of({0.02, 1.5, 0.1, 0.003}, 1) ==
        doctest::Approx(0.02 + 0.015 - 0.001 - 0.003).epsilon(1e-12));
  CHECK(reward_of({0.02, 1.5, 0.1, 0.003}, 100) == doctest::Approx(3.1).epsilon(1e-12));
  CHECK(reward_of({}, 100) == 0);
}

TEST_CASE("Sharpe's ratio of two returns, by hand") {
  recent_returns returns;
  CHECK(returns.sharpe(0) == 0);
  returns.add(0.01);
  CHECK(returns.sharpe(0) == 0);
  returns.add(0.03);
  // Mean 0.02, sample standard deviation 0.01 sqrt 2.
  CHECK(returns.sharpe(0.005) == doctest::Approx(0.015 / (0.01 * std::sqrt(2.0))).epsilon(1e-12));
}

TEST_CASE("only the last 20 returns count") {
  recent_returns all;
  recent_returns last;
  for (int i = 0; i < 50; ++i) {
    const double r = 0.01 * std::sin(i);
    all.add(r);
    if (i >= 30)
      last.add(r);
  }
  CHECK(all.sharpe(0.001) == doctest::Approx(last.sharpe(0.001)).epsilon(1e-12));
}

TEST_CASE("returns that do not differ have no ratio, and hardly any difference has a limit") {
  recent_returns same;
  for (int i = 0; i < 20; ++i)
    same.add(0.1);
  CHECK(same.sharpe(0) == 0);
  recent_returns nearly;
  nearly.add(0.1);
  nearly.add(0.1000001);
  CHECK(nearly.sharpe(0) == 10);
  CHECK(nearly.sharpe(1) == -10);
}

TEST_SUITE_END();
