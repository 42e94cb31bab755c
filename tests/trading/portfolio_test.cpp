#include "trading/portfolio.hpp"

#include "core/random.hpp"
#include "trading/spaces.hpp"

#include <doctest/doctest.h>

using namespace simrun;

namespace {

constexpr auto hold = trade_kind::hold;
constexpr auto buy = trade_kind::buy;
constexpr auto sell = trade_kind::sell;

using actions = std::vector<trading_action>;
using prices = std::vector<double>;

doctest::Approx near(double x) {
  return doctest::Approx(x).epsilon(1e-12);
}

} // namespace

TEST_SUITE_BEGIN("trading/portfolio");

TEST_CASE("a buy spends its share of cash, with slippage and cost in it") {
  portfolio p(1000, 1, 0.25, 0.5);
  p.trade(actions{{buy, 0.15}}, prices{10});
  // 150 at 10 x 1.5 = 15 each and a quarter on top: 150 / 18.75 = 8 units, for 120 and 30 of cost.
  CHECK(p.cash() == near(850));
  CHECK(p.positions()[0] == near(8));
  CHECK(p.costs().transaction == near(30));
  CHECK(p.costs().slippage == near(40));
  CHECK(p.value(prices{10}) == near(930));
  CHECK(p.trades() == 1);
}

TEST_CASE("a sell gives up its share of the position, with slippage and cost taken off") {
  portfolio q(1000, 1, 0.25, 0.5);
  q.trade(actions{{buy, 0.15}}, prices{10});
  q.trade(actions{{sell, 0.5}}, prices{20});
  // 4 units at 20 x 0.5 = 10 each, a quarter of the 40 off.
  CHECK(q.positions()[0] == near(4));
  CHECK(q.cash() == near(850 + 30));
  CHECK(q.costs().transaction == near(30 + 10));
  CHECK(q.costs().slippage == near(40 + 40));
  CHECK(q.trades() == 2);
}

TEST_CASE("what is sold can be spent in the same step, wherever the symbol stands") {
  portfolio p(1000, 2, 0, 0);
  p.trade(actions{{hold, 0}, {buy, 1}}, prices{10, 10});
  p.trade(actions{{buy, 1}, {sell, 0.5}}, prices{10, 10});
  CHECK(p.cash() == 0);
  CHECK(p.positions()[0] == near(50));
  CHECK(p.positions()[1] == near(50));
}

TEST_CASE("buys of one step share the same cash: the order of symbols does not matter") {
  portfolio p(1000, 2, 0.001, 0.0005);
  portfolio q(1000, 2, 0.001, 0.0005);
  p.trade(actions{{buy, 0.2}, {buy, 0.1}}, prices{10, 20});
  q.trade(actions{{buy, 0.1}, {buy, 0.2}}, prices{20, 10});
  CHECK(p.positions()[0] == q.positions()[1]);
  CHECK(p.positions()[1] == q.positions()[0]);
  CHECK(p.cash() == near(700));
}

TEST_CASE("shares of more than all cash are scaled down to it") {
  portfolio p(1000, 3, 0, 0);
  p.trade(actions{{buy, 1}, {buy, 0.5}, {buy, 0.5}}, prices{1, 1, 1});
  CHECK(p.cash() >= 0);
  CHECK(p.positions()[0] == near(500));
  CHECK(p.positions()[1] == near(250));
  CHECK(p.positions()[2] == near(250));
}

TEST_CASE("nothing is no trade: a size of 0, a sell of what is not held, a buy without cash") {
  portfolio p(1000, 1, 0, 0);
  p.trade(actions{{buy, 0}}, prices{10});
  p.trade(actions{{sell, 1}}, prices{10});
  CHECK(p.trades() == 0);
  p.trade(actions{{buy, 1}}, prices{10});
  p.trade(actions{{buy, 1}}, prices{10});
  CHECK(p.trades() == 1);
}

TEST_CASE("any actions over any prices: never in debt, never short, and the books balance") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    random_stream random(seed, "portfolio");
    const std::size_t symbols = 1 + random.below(8);
    const double size_max = 0.05 + 0.95 * random.uniform();
    const trading_action_space space{symbols, {trade_kinds}, size_max};
    portfolio p(1000, symbols, 0.01 * random.uniform(), 0.01 * random.uniform());
    prices now(symbols, 50.0);
    actions step(symbols);
    double value = 1000;
    double from_prices = 0;
    for (int n = 0; n < 300; ++n) {
      space.sample(random, step);
      p.trade(step, now);
      REQUIRE(p.cash() >= 0);
      for (std::size_t i = 0; i < symbols; ++i) {
        REQUIRE(p.positions()[i] >= 0);
        const double moved = now[i] * 0.05 * (random.uniform() - 0.5);
        from_prices += p.positions()[i] * moved;
        now[i] += moved;
      }
      value = p.value(now);
      // All that ever changed the value is prices and costs.
      REQUIRE(value == doctest::Approx(1000 + from_prices - p.costs().total()).epsilon(1e-9));
    }
    CHECK(p.trades() > 0);
  }
}

TEST_SUITE_END();
