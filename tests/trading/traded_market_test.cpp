#include "trading/traded_market.hpp"

#include "made_up_market.hpp"

#include <doctest/doctest.h>

using namespace simrun;

namespace {

std::string problem_of(const std::vector<std::vector<double>>& closes,
                       const std::vector<std::string>& names = {}, std::uint32_t bars_min = 2) {
  const auto made = traded_market::make(fixture::market_of(closes), names, bars_min);
  return made ? "" : made.error().message;
}

} // namespace

TEST_SUITE_BEGIN("trading/traded_market");

TEST_CASE("symbols come in the order they are named, or all of them") {
  const auto data = fixture::market_of({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
  const std::vector<std::string> names{"c", "a"};
  const auto some = traded_market::make(data, names, 2).value();
  CHECK(some.symbols() == 2);
  CHECK(some.name(0) == "c");
  CHECK(some.close(0, 1) == 8);
  CHECK(some.window(1, 2, 2) == window_id{0, 3, 2});
  CHECK(some.closes_until(1, 1).size() == 2);
  const auto all = traded_market::make(data, {}, 2).value();
  CHECK(all.symbols() == 3);
  CHECK(all.bars() == 3);
}

TEST_CASE("what can't be traded is named") {
  CHECK(problem_of({}) == "the market has no symbols; there is nothing to trade");
  CHECK(problem_of({{1, 2}}, {"x"}).starts_with("the market has no symbol 'x'"));
  CHECK(problem_of({{1, 2}}, {"a", "a"}) == "symbol 'a' is named twice");
  CHECK(problem_of({{1, 2}}, {}, 61) ==
        "symbol 'a' has 2 bars; an episode needs at least 61: the lookback window and one bar to step to");
  CHECK(problem_of({{1, 2, 3}, {1, 2}}) ==
        "symbol 'a' has 3 bars, 'b' has 2; keep the bars they have in common");
  CHECK(problem_of({{1, -2, 3}}) ==
        "symbol 'a' closes at -2 in bar 1; prices to trade at lie between 1e-09 and "
        "1000000000000");
  CHECK_FALSE(problem_of({{1, std::nan(""), 3}}).empty());
  CHECK_FALSE(problem_of({{1, 0, 3}}).empty());
}

TEST_CASE("symbols that are not traded may be as they like") {
  CHECK(problem_of({{1, 2, 3}, {0}}, {"a"}).empty());
}

TEST_SUITE_END();
