#include "market/csv_reader.hpp"

#include "golden_table.hpp"
#include "market/iso_time.hpp"

#include <doctest/doctest.h>

using namespace simrun;

namespace {

const std::string header = "timestamp,open,high,low,close,volume\n";

bar_history good(std::string_view text) {
  auto history = parse_bars(text, "data/x.csv");
  REQUIRE_MESSAGE(history, history.error().message);
  return *std::move(history);
}

std::string problem(std::string_view text) {
  const auto history = parse_bars(text, "x.csv");
  REQUIRE_FALSE(history);
  CHECK(history.error().code == error_code::bad_input);
  return history.error().message;
}

} // namespace

TEST_SUITE_BEGIN("market/csv_reader");

TEST_CASE("a row is a bar, and the file's name the symbol") {
  const auto history = good(header + "2020-01-30,1,2.5,0.5,1.5,100\n2020-01-31T15:30:00Z,1.5,3,1,2e0,0\n");
  CHECK(history.symbol == "x");
  REQUIRE(history.bars.size() == 2);
  const auto& b = history.bars[0];
  CHECK(to_text(b.timestamp) == "2020-01-30");
  CHECK(b.open == 1);
  CHECK(b.high == 2.5);
  CHECK(b.low == 0.5);
  CHECK(b.close == 1.5);
  CHECK(b.volume == 100);
  CHECK(to_text(history.bars[1].timestamp) == "2020-01-31T15:30:00Z");
  CHECK(history.bars[1].close == 2);
}

TEST_CASE("columns go by their name; others are passed over") {
  const auto history = good("volume,note,close,low,high,open,timestamp,\n9,quiet,4,1,5,2,2020-01-31,\n");
  REQUIRE(history.bars.size() == 1);
  CHECK(history.bars[0].open == 2);
  CHECK(history.bars[0].high == 5);
  CHECK(history.bars[0].low == 1);
  CHECK(history.bars[0].close == 4);
  CHECK(history.bars[0].volume == 9);
}

TEST_CASE("a byte-order mark, CRLF, blanks around fields and blank last lines do no harm") {
  CHECK(good("\xEF\xBB\xBF" + header + "2020-01-31,1,1,1,1,1").bars.size() == 1);
  CHECK(
      good("timestamp , open,high,low,close,volume\r\n 2020-01-31, 1,1,1,1,\t7 \r\n\r\n \n").bars[0].volume ==
      7);
}

TEST_CASE("prices below zero and a high below the low are data") {
  CHECK(good(header + "2020-04-20,17.73,17.85,-40.32,-37.63,1\n").bars[0].close == -37.63);
  CHECK(good(header + "2020-04-20,1,1,2,1,1\n").bars[0].low == 2);
}

TEST_CASE("a file without bars says what it needs") {
  CHECK(problem("") ==
        "x.csv: the file is empty; it needs a header timestamp,open,high,low,close,volume and a row per bar");
  CHECK(problem("\r\n \n") == problem(""));
  CHECK(problem(header) == "x.csv: the file has a header but no bars; add a row per bar");
}

TEST_CASE("the header has each column once") {
  CHECK(problem("timestamp,open,high,low,close\n2020-01-31,1,1,1,1\n") ==
        "x.csv:1: the header has no column 'volume'; a file of bars needs "
        "timestamp,open,high,low,close,volume");
  CHECK(problem("timestamp,open,high,low,Close,volume\n") ==
        "x.csv:1: the header has no column 'close'; rename 'Close' if that is the one");
  CHECK(problem("timestamp,open,high,open,low,close,volume\n") ==
        "x.csv:1: the header has column 'open' twice; rename or remove one");
  CHECK(problem("2020-01-31,1,1,1,1,1\n") == "x.csv:1: the header has no column 'timestamp'; a file of bars "
                                             "needs timestamp,open,high,low,close,volume");
}

TEST_CASE("a bad row is named by file and line, with what is wrong") {
  const auto second = [](const std::string& row) {
    return problem(header + "2020-01-30,1,1,1,1,1\n" + row + "\n#\n");
  };
  CHECK(second("2020-01-31,1,1,1,1") == "x.csv:3: the row has 5 fields, the header 6");
  CHECK(second("2020-01-31,1,1,1,1,1,1") == "x.csv:3: the row has 7 fields, the header 6");
  CHECK(second("what?") == "x.csv:3: the row has 1 field, the header 6");
  CHECK(second("") == "x.csv:3: the line is blank; remove it");
  CHECK(second("2020-01-31,1,1,1,,1") == "x.csv:3: close has no value");
  CHECK(second("2020-01-31,1,1,1,1.5x,1") == "x.csv:3: close '1.5x' is no number");
  CHECK(second("2020-01-31,+1,1,1,1,1") == "x.csv:3: open '+1' is no number");
  CHECK(second("2020-01-31,1,1,1,\"1\",1") == "x.csv:3: close '\"1\"' is no number");
  CHECK(second("2020-01-31,1,nan,1,1,1") == "x.csv:3: high 'nan' is not finite");
  CHECK(second("2020-01-31,1,1,-inf,1,1") == "x.csv:3: low '-inf' is not finite");
  CHECK(second("2020-01-31,1,1,1,1,1e999") == "x.csv:3: volume '1e999' is too large or too small a number");
  CHECK(second("2020-01-31,1,1,1,1,\x01\x1b[31m") == "x.csv:3: volume '??[31m' is no number");
  CHECK(second("2020-01-31,1,1,1,1," + std::string(50, 'z')) ==
        "x.csv:3: volume '" + std::string(40, 'z') + "...' is no number");
}

TEST_CASE("a bad date says why it is none") {
  const auto dated = [](const std::string& date) { return problem(header + date + ",1,1,1,1,1\n"); };
  CHECK(dated("31.01.2020") ==
        "x.csv:2: timestamp '31.01.2020' is no date such as 2020-01-31 or 2020-01-31T15:30:00Z");
  CHECK(dated("") == "x.csv:2: timestamp '' is no date such as 2020-01-31 or 2020-01-31T15:30:00Z");
  CHECK(dated("2021-02-29") == "x.csv:2: timestamp '2021-02-29' is no day of the calendar");
  CHECK(dated("2021-02-28T24:00:00") ==
        "x.csv:2: timestamp '2021-02-28T24:00:00' has no time between 00:00:00 and 23:59:59");
}

TEST_CASE("rows come oldest first, one for each timestamp") {
  CHECK(problem(header + "2020-01-30,1,1,1,1,1\n2020-01-31,1,1,1,1,1\n2020-01-29,1,1,1,1,1\n") ==
        "x.csv:4: timestamp 2020-01-29 is before that of line 3, 2020-01-31; sort the rows oldest first");
  CHECK(problem(header + "2020-01-30,1,1,1,1,1\n2020-01-30 00:00:00,1,1,1,1,1\n") ==
        "x.csv:3: timestamp 2020-01-30 is that of line 2 again; keep one row for each");
}

TEST_CASE("a file that can't be read says why") {
  const auto missing = read_bars("no/such/file.csv");
  REQUIRE_FALSE(missing);
  CHECK(missing.error() ==
        error{error_code::io, "no/such/file.csv: can't be opened: No such file or directory"});
  const auto folder = read_bars("/");
  REQUIRE_FALSE(folder);
  CHECK(folder.error() == error{error_code::io, "/: is a directory; name a CSV file of bars"});
}

TEST_CASE("the S&P 500 file is whole") {
  const auto history = read_bars(testing::sp500_file);
  REQUIRE_MESSAGE(history, history.error().message);
  CHECK(history->symbol == "sp500_daily_2000_2020");
  REQUIRE(history->bars.size() == 5105);
  CHECK(to_text(history->bars.front().timestamp) == "2000-01-03");
  CHECK(to_text(history->bars.back().timestamp) == "2020-04-17");
  CHECK(history->bars.back().close == 2874.560059);
}

TEST_SUITE_END();
