#include "market/common_bars.hpp"

#include <doctest/doctest.h>

using namespace simrun;

namespace {

bar_history history(std::string symbol, std::vector<int> days) {
  bar_history made{std::move(symbol), {}};
  for (const auto day : days) {
    bar b;
    b.timestamp = std::chrono::sys_days(std::chrono::days(day));
    b.close = 100 + day;
    made.bars.push_back(b);
  }
  return made;
}

std::vector<double> closes(const bar_history& h) {
  std::vector<double> values;
  for (const auto& b : h.bars)
    values.push_back(b.close);
  return values;
}

} // namespace

TEST_SUITE_BEGIN("market/common_bars");

TEST_CASE("only moments that all histories have are left, in order") {
  const auto common =
      common_bars({history("a", {1, 2, 3, 5, 8}), history("b", {2, 3, 4, 8, 9}), history("c", {1, 2, 5, 8})});
  REQUIRE(common.size() == 3);
  for (const auto& h : common)
    CHECK(closes(h) == std::vector<double>{102, 108});
  CHECK(common[1].symbol == "b");
}

TEST_CASE("a history alone stays as it is, and strangers have nothing in common") {
  CHECK(closes(common_bars({history("a", {1, 2})})[0]) == std::vector<double>{101, 102});
  for (const auto& h : common_bars({history("a", {1, 3}), history("b", {2, 4})}))
    CHECK(h.bars.empty());
  CHECK(common_bars({}).empty());
}

TEST_SUITE_END();
