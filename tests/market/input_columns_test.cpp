#include "market/input_columns.hpp"

#include "golden_table.hpp"
#include "market/csv_reader.hpp"
#include "market/iso_time.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <unordered_map>

using namespace simrun;
using namespace simrun::testing;

namespace {

/// Bars that stand still but for their close, with a volume of 1.
std::vector<bar> bars_with_close(const std::vector<double>& close) {
  std::vector<bar> bars;
  for (const double c : close)
    bars.push_back({{}, c, c, c, c, 1});
  return bars;
}

std::span<const double> column(const column_matrix& m, input_column c) {
  return m.column(index_of(c));
}

/// The largest relative difference to the reference, over all its rows and columns.
double difference_to(const golden_table& golden) {
  const auto history = read_bars(sp500_file);
  REQUIRE(history);
  const auto computed = compute_input_columns(history->bars);
  std::unordered_map<std::string, std::size_t> row_of;
  for (std::size_t i = 0; i < history->bars.size(); ++i)
    row_of[to_text(history->bars[i].timestamp) + "T00:00:00Z"] = i;

  double largest = 0;
  for (std::size_t r = 0; r < golden.rows.size(); ++r)
    for (std::size_t c = 0; c < input_columns; ++c) {
      const double expected = golden.rows[r][c];
      const double actual = computed.column(c)[row_of.at(golden.timestamps[r])];
      const double apart = actual == expected ? 0 : std::abs(actual - expected) / std::abs(expected);
      CHECK_MESSAGE(apart <= 1e-9, golden.timestamps[r], " ", golden.columns[c]);
      largest = std::max(largest, apart);
    }
  return largest;
}

} // namespace

TEST_SUITE_BEGIN("market/input_columns");

TEST_CASE("the columns equal the reference on the S&P 500") {
  const auto golden = read_golden(golden_fixture("input_columns_sp500.csv"));
  REQUIRE(golden.rows.size() > 200);
  REQUIRE(std::ranges::equal(golden.columns, input_column_names));
  CHECK(difference_to(golden) <= 1e-9);
}

TEST_CASE("the columns equal the reference in every row, where the whole of it is there") {
  const auto golden = read_golden(golden_original("input_columns_sp500.csv"));
  if (golden.rows.empty()) {
    MESSAGE("skipped: the whole reference file is not beside the source tree");
    return;
  }
  CHECK(golden.rows.size() == 5105);
  const double largest = difference_to(golden);
  CHECK(largest <= 1e-9);
  MESSAGE("largest relative difference: ", largest);
}

TEST_CASE("what needs more bars than there are is 0") {
  CHECK(compute_input_columns({}).rows() == 0);
  const auto one = compute_input_columns(bars_with_close({5}));
  CHECK(one.rows() == 1);
  CHECK(column(one, input_column::ema_12)[0] == 5);
  for (const auto c :
       {input_column::returns, input_column::volatility, input_column::rsi, input_column::sma_5})
    CHECK(column(one, c)[0] == 0);
}

TEST_CASE("a price that stands still has no volatility, and no rsi or band to be in") {
  const auto m = compute_input_columns(bars_with_close(std::vector<double>(50, 0.1)));
  CHECK(column(m, input_column::sma_20)[49] == 0.1);
  CHECK(column(m, input_column::ema_12)[49] == 0.1);
  CHECK(column(m, input_column::volume_ratio)[49] == 1);
  for (const auto c :
       {input_column::volatility, input_column::rsi, input_column::macd, input_column::bb_position})
    CHECK(column(m, c)[49] == 0);
}

TEST_CASE("only gains are an rsi of 100, only losses of 0") {
  std::vector<double> rising(30);
  std::vector<double> falling(30);
  for (std::size_t i = 0; i < rising.size(); ++i) {
    rising[i] = 10.0 + static_cast<double>(i);
    falling[i] = 100.0 - static_cast<double>(i);
  }
  const auto up = compute_input_columns(bars_with_close(rising));
  CHECK(column(up, input_column::rsi)[12] == 0);
  CHECK(column(up, input_column::rsi)[13] == 100);
  CHECK(column(up, input_column::rsi)[29] == 100);
  CHECK(column(compute_input_columns(bars_with_close(falling)), input_column::rsi)[29] == 0);
}

TEST_CASE("extreme prices leave every value finite") {
  constexpr double huge = std::numeric_limits<double>::max();
  std::vector<double> close(60, 1);
  for (std::size_t i = 0; i < close.size(); ++i)
    close[i] = std::array{-37.63, 0.0, 0.0, huge, -huge, 1e-308, 12.5}[i % 7];
  const auto m = compute_input_columns(bars_with_close(close));
  for (std::size_t c = 0; c < input_columns; ++c)
    CHECK_MESSAGE(std::ranges::all_of(m.column(c), [](double x) { return std::isfinite(x); }),
                  input_column_names[c]);
}

TEST_SUITE_END();
