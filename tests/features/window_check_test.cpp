#include "features/window_check.hpp"

#include "market/input_columns.hpp"

#include <doctest/doctest.h>
#include <limits>

using namespace simrun;

namespace {

constexpr std::size_t rows = 40;

std::string problem_of(const window_view& window, std::size_t columns = input_columns) {
  const auto problem = check_window(window, columns, 10);
  REQUIRE(problem);
  CHECK(problem->code == error_code::bad_input);
  return problem->message;
}

} // namespace

TEST_SUITE_BEGIN("features/window_check");

TEST_CASE("a window of the right shape with finite values is good, up to the edges of its history") {
  const column_matrix source(input_columns, rows);
  CHECK_FALSE(check_window({&source, 0, 10}, input_columns, 10));
  CHECK_FALSE(check_window({&source, 30, 10}, input_columns, 10));
  CHECK_FALSE(check_window({&source, 0, rows}, input_columns, 10));
}

TEST_CASE("a window that is too short says how many bars are needed") {
  const column_matrix source(input_columns, rows);
  CHECK(problem_of({&source, 0, 8}) == "window of 8 bars is too short: the extractor needs at least 10");
  CHECK(problem_of({&source, 0, 0}) == "window of 0 bars is too short: the extractor needs at least 10");
}

TEST_CASE("a window with other columns says how many are taken") {
  const column_matrix source(14, rows);
  CHECK(problem_of({&source, 0, 20}) == "window has 14 columns, the extractor takes 15");
  CHECK(problem_of({}) == "window has 0 columns, the extractor takes 15");
}

TEST_CASE("a window reaches no further than its history") {
  const column_matrix source(input_columns, rows);
  CHECK(problem_of({&source, 31, 10}) == "window of 10 bars from bar 31 reaches past its history of 40 bars");
  CHECK(problem_of({&source, 0, 41}) == "window of 41 bars from bar 0 reaches past its history of 40 bars");
  // A sum of the two would wrap round to a small number.
  CHECK(problem_of({&source, std::numeric_limits<std::size_t>::max() - 4, 10}) ==
        "window of 10 bars from bar 18446744073709551611 reaches past its history of 40 bars");
}

TEST_CASE("a value that is not finite is named by its column and its row in the window") {
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                           -std::numeric_limits<double>::infinity()}) {
    column_matrix source(input_columns, rows);
    source.column(index_of(input_column::rsi))[22] = bad;
    CHECK(problem_of({&source, 5, 20}) == "window has a value that is not finite: column rsi, row 17");
    CHECK_FALSE(check_window({&source, 0, 22}, input_columns, 10));
    CHECK_FALSE(check_window({&source, 23, 17}, input_columns, 10));
  }
}

TEST_CASE("columns other than the 15 are named by their number") {
  column_matrix source(3, rows);
  source.column(2)[4] = std::numeric_limits<double>::infinity();
  CHECK(problem_of({&source, 0, 20}, 3) == "window has a value that is not finite: column 2, row 4");
}

TEST_SUITE_END();
