#include "features/indicators/averages.hpp"
#include "features/indicators/directional.hpp"
#include "features/indicators/momentum.hpp"
#include "features/indicators/volatility.hpp"
#include "features/indicators/volume.hpp"
#include "golden_table.hpp"
#include "market/csv_reader.hpp"
#include "market/input_columns.hpp"
#include "market/iso_time.hpp"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <map>
#include <unordered_map>

using namespace simrun;
using namespace simrun::testing;
namespace ta = simrun::indicators;

namespace {

using series = std::vector<double>;

/// Every indicator of the reference file over the given bars, by the names it has there.
std::map<std::string, series> all_indicators(const std::vector<bar>& bars) {
  const auto columns = compute_input_columns(bars);
  const auto high = columns.column(index_of(input_column::high));
  const auto low = columns.column(index_of(input_column::low));
  const auto close = columns.column(index_of(input_column::close));
  const auto volume = columns.column(index_of(input_column::volume));
  std::map<std::string, series> all;
  const auto named = [&](const char* name) { return std::span(all[name] = series(bars.size())); };

  ta::sma(close, 5, named("sma5"));
  ta::sma(close, 20, named("sma20"));
  ta::ema(close, 12, named("ema12"));
  ta::ema(close, 26, named("ema26"));
  ta::wma(close, 10, named("wma10"));
  ta::rsi(close, 14, named("rsi14"));
  ta::macd(close, named("macd"), named("macd_signal"), named("macd_hist"));
  ta::bollinger_bands(close, 20, 2, named("bb_upper"), named("bb_middle"), named("bb_lower"));
  ta::true_range(high, low, close, named("trange"));
  ta::atr(high, low, close, 14, named("atr14"));
  ta::directional_movement(high, low, close, 14, named("adx14"), named("plus_di14"), named("minus_di14"));
  ta::on_balance_volume(close, volume, named("obv"));
  ta::stochastic(high, low, close, 14, named("stoch_k_14_3"), named("stoch_d_3"));
  ta::cci(high, low, close, 20, named("cci20"));
  ta::williams_r(high, low, close, 14, named("willr14"));
  ta::money_flow_index(high, low, close, volume, 14, named("mfi14"));
  ta::rate_of_change(close, 10, named("roc10"));
  ta::momentum(close, 10, named("mom10"));
  ta::standard_deviation(close, 20, named("stddev20"));
  ta::accumulation_distribution(high, low, close, volume, named("ad"));
  return all;
}

void check_against(const golden_table& golden) {
  const auto history = read_bars(sp500_file);
  REQUIRE(history);
  const auto computed = all_indicators(history->bars);
  CHECK(golden.columns.size() == 27);
  std::unordered_map<std::string, std::size_t> row_of;
  for (std::size_t i = 0; i < history->bars.size(); ++i)
    row_of[to_text(history->bars[i].timestamp) + "T00:00:00Z"] = i;

  double largest = 0;
  for (std::size_t c = 0; c < golden.columns.size(); ++c) {
    const auto& values = computed.at(golden.columns[c]);
    for (std::size_t r = 0; r < golden.rows.size(); ++r) {
      const double expected = golden.rows[r][c];
      const double actual = values[row_of.at(golden.timestamps[r])];
      if (std::isnan(expected) || std::isnan(actual)) {
        CHECK_MESSAGE(std::isnan(expected) == std::isnan(actual), golden.timestamps[r], " ",
                      golden.columns[c]);
        continue;
      }
      const double apart = actual == expected ? 0 : std::abs(actual - expected) / std::abs(expected);
      CHECK_MESSAGE(apart <= 1e-6, golden.timestamps[r], " ", golden.columns[c], ": ", actual, " for ",
                    expected);
      largest = std::max(largest, apart);
    }
  }
  MESSAGE("largest relative difference: ", largest);
}

std::size_t defined_from(const series& values) {
  return static_cast<std::size_t>(std::ranges::find_if_not(values, [](double x) { return std::isnan(x); }) -
                                  values.begin());
}

std::vector<bar> still_bars(std::size_t count) {
  return std::vector<bar>(count, bar{{}, 5, 5, 5, 5, 1});
}

} // namespace

TEST_SUITE_BEGIN("features/indicators");

TEST_CASE("the indicators equal TA-Lib's on the S&P 500, and are undefined where its are") {
  const auto golden = read_golden(golden_fixture("talib_sp500.csv"));
  REQUIRE(golden.rows.size() > 200);
  check_against(golden);
}

TEST_CASE("the indicators equal TA-Lib's in every row, where the whole of the reference is there") {
  const auto golden = read_golden(golden_original("talib_sp500.csv"));
  if (golden.rows.empty()) {
    MESSAGE("skipped: the whole reference file is not beside the source tree");
    return;
  }
  CHECK(golden.rows.size() == 5105);
  check_against(golden);
}

TEST_CASE("a history of any length is fine; each indicator is defined from its own bar on") {
  const auto full = all_indicators(still_bars(60));
  for (std::size_t count = 0; count < 60; ++count)
    for (const auto& [name, values] : all_indicators(still_bars(count)))
      CHECK_MESSAGE(defined_from(values) == std::min(count, defined_from(full.at(name))), name, " of ",
                    count);
}

TEST_CASE("a market that stands still divides nothing by zero") {
  for (const auto& [name, values] : all_indicators(still_bars(60))) {
    INFO(name);
    CHECK(std::isfinite(values.back()));
    if (name == "rsi14" || name == "adx14" || name == "stoch_k_14_3" || name == "cci20" ||
        name == "willr14" || name == "mfi14" || name == "roc10" || name == "stddev20" || name == "ad")
      CHECK(values.back() == 0);
  }
}

TEST_SUITE_END();
