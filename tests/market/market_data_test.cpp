#include "market/market_data.hpp"

#include "market/input_columns.hpp"
#include "market/synthetic_market.hpp"

#include <doctest/doctest.h>
#include <limits>

using namespace simrun;

namespace {

constexpr std::uint32_t bars = 100;

market_data two_symbols() {
  synthetic_market_config config;
  config.symbols = 2;
  config.bars = bars;
  auto histories = make_synthetic_market(config);
  histories[1].bars.resize(30);
  return market_data::from(std::move(histories));
}

} // namespace

TEST_SUITE_BEGIN("market/market_data");

TEST_CASE("symbols keep their order, names and rows") {
  const auto data = two_symbols();
  CHECK(data.symbols() == 2);
  CHECK(data.name(1) == "synthetic_1");
  CHECK(data.rows(0) == bars);
  CHECK(data.rows(1) == 30);
  CHECK(market_data::from({}).symbols() == 0);
}

TEST_CASE("a window is a slice of the columns that ends just before its end") {
  const auto data = two_symbols();
  const auto window = data.window({0, 80, 60});
  CHECK(window.columns() == input_columns);
  CHECK(window.first == 20);
  CHECK(window.length == 60);
  CHECK(window.symbol == 0);
  for (std::size_t c = 0; c < input_columns; ++c)
    CHECK(window.column(c).data() == data.columns(0).column(c).data() + 20);
}

TEST_CASE("there are as many windows as ends they can have") {
  const auto data = two_symbols();
  CHECK(data.window_count(0, 60) == 41);
  CHECK(data.window_count(0, bars) == 1);
  CHECK(data.window_count(0, bars + 1) == 0);
  CHECK(data.window_count(1, 60) == 0);
  CHECK(data.window_count(0, 0) == 0);
  CHECK(data.window_count(2, 10) == 0);
  CHECK(data.window({0, 60 + 41 - 1, 60}).source != nullptr);
}

TEST_CASE("a window that is not all there is empty") {
  const auto data = two_symbols();
  constexpr auto far = std::numeric_limits<std::uint32_t>::max();
  for (const window_id id : {window_id{2, 60, 60}, window_id{0, 101, 60}, window_id{0, 59, 60},
                             window_id{1, 60, 60}, window_id{0, far, far}, window_id{0, 0, far}}) {
    CHECK(data.window(id).columns() == 0);
    CHECK(data.window(id).length == 0);
  }
}

TEST_CASE("views stay good when the data is moved") {
  auto data = two_symbols();
  const auto window = data.window({1, 30, 10});
  const double first = window.column(0)[0];
  const auto moved = std::move(data);
  CHECK(window.source == &moved.columns(1));
  CHECK(window.column(0)[0] == first);
}

TEST_SUITE_END();
