#include "market/extreme_market.hpp"

#include "market/csv_reader.hpp"
#include "market/input_columns.hpp"
#include "market/market_data.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace simrun;

namespace {

constexpr std::size_t fields = 5;

bool is_finite(const bar& b) {
  return std::ranges::all_of(std::array<double, fields>{b.open, b.high, b.low, b.close, b.volume},
                             [](double x) { return std::isfinite(x); });
}

std::vector<bar> extreme_bars(std::uint64_t seed, std::uint32_t bars) {
  return make_extreme_market({seed, 1, bars}).at(0).bars;
}

} // namespace

TEST_SUITE_BEGIN("market/extreme_market");

TEST_CASE("it has all kinds of what should not happen, in order of time") {
  const auto bars = extreme_bars(1, 20'000);
  REQUIRE(bars.size() == 20'000);
  const auto count = [&](auto what) { return std::ranges::count_if(bars, what); };
  CHECK(count([](const bar& b) { return !is_finite(b); }) > 10);
  CHECK(count([](const bar& b) { return std::isnan(b.close); }) > 0);
  CHECK(count([](const bar& b) { return b.close > 1e297 && std::isfinite(b.close); }) > 100);
  CHECK(count([](const bar& b) { return b.close < 0; }) > 100);
  CHECK(count([](const bar& b) { return b.volume == 0; }) > 100);
  CHECK(count([](const bar& b) { return std::fpclassify(b.close) == FP_SUBNORMAL; }) > 100);
  CHECK(count([](const bar& b) { return b.open == b.close && b.high == b.low; }) > 100);
  CHECK(std::ranges::is_sorted(bars, std::ranges::less_equal{}, &bar::timestamp));
  CHECK(std::ranges::all_of(bars, [](const bar& b) { return !is_finite(b) || b.high >= b.low; }));
}

TEST_CASE("a seed gives the same bits, and more symbols leave the first as it was") {
  const auto one = extreme_bars(7, 1000);
  const auto again = make_extreme_market({7, 3, 1000});
  REQUIRE(again.size() == 3);
  for (std::size_t i = 0; i < one.size(); ++i)
    CHECK(std::bit_cast<std::uint64_t>(one[i].close) == std::bit_cast<std::uint64_t>(again[0].bars[i].close));
  CHECK(one[500].timestamp == again[0].bars[500].timestamp);
}

TEST_CASE("over many seeds: finite bars have finite columns, whatever came before them") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto bars = extreme_bars(seed, 600);
    const auto columns = compute_input_columns(bars);
    for (std::size_t row = 0; row < bars.size(); ++row)
      for (std::size_t c = 0; c < input_columns; ++c)
        if (is_finite(bars[row]) || c >= fields)
          REQUIRE(std::isfinite(columns.column(c)[row]));
  }
}

TEST_CASE("a bar that is no number spoils the averages of its own bar only") {
  std::vector<bar> bars(100, {{}, 5, 5, 5, 5, 1});
  bars[30].close = std::nan("");
  const auto columns = compute_input_columns(bars);
  CHECK(columns.column(index_of(input_column::ema_12))[29] == 5);
  CHECK(columns.column(index_of(input_column::ema_12))[30] == 0);
  CHECK(columns.column(index_of(input_column::ema_12))[31] == 5);
  CHECK(columns.column(index_of(input_column::sma_20))[49] == 0);
  CHECK(columns.column(index_of(input_column::sma_20))[50] == 5);
}

TEST_CASE("near the largest number an average does not overflow") {
  const double huge = std::numeric_limits<double>::max();
  const auto columns = compute_input_columns(std::vector<bar>(60, {{}, huge, huge, huge, huge, 1}));
  CHECK(columns.column(index_of(input_column::ema_12))[59] == doctest::Approx(huge));
  std::vector<bar> rising(60, {{}, huge, huge, huge, huge, 1});
  for (std::size_t i = 0; i < rising.size(); ++i)
    rising[i].close = huge * (0.5 + static_cast<double>(i) / 200);
  const auto ema = compute_input_columns(rising).column(index_of(input_column::ema_12))[59];
  CHECK(ema > 0.5 * huge);
}

TEST_CASE("one bar and a million bars have columns") {
  CHECK(compute_input_columns(extreme_bars(1, 1)).rows() == 1);
  const auto many = compute_input_columns(extreme_bars(2, 1'000'000));
  CHECK(many.rows() == 1'000'000);
  for (auto c = fields; c < input_columns; ++c)
    CHECK(std::ranges::all_of(many.column(c), [](double x) { return std::isfinite(x); }));
}

TEST_CASE("extremes in a CSV text are read to the bit, or refused by line") {
  const auto row = [](std::string_view close) {
    return fmt::format("timestamp,open,high,low,close,volume\n2020-01-01,1,2,0.5,{},10\n", close);
  };
  const auto close_of = [&](std::string_view text) {
    return parse_bars(row(text), "x.csv").value().bars[0].close;
  };
  CHECK(close_of("1e300") == 1e300);
  CHECK(close_of("-1e300") == -1e300);
  CHECK(close_of("4.9406564584124654e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(close_of("0") == 0);
  for (const std::string_view bad : {"nan", "inf", "-inf", "1e400", "1e-400", "", "0x10", "1,5", "--1"}) {
    CAPTURE(bad);
    const auto read = parse_bars(row(bad), "x.csv");
    REQUIRE_FALSE(read);
    CHECK(read.error().message.starts_with("x.csv:2: "));
  }
}

TEST_CASE("a market with a bar that is no number knows it") {
  CHECK_FALSE(market_data::from(make_extreme_market({1, 1, 20'000})).all_finite());
  CHECK(market_data::from({{"flat", std::vector<bar>(20, {{}, 1, 1, 1, 1, 0})}}).all_finite());
}

TEST_SUITE_END();
