#include "trading/policies/recorded_actions.hpp"

#include <doctest/doctest.h>

using namespace simrun;

namespace {

const std::vector<std::string> symbols{"spy", "qqq"};
constexpr trading_action_space space{2, {trade_kinds}, 0.2};

std::string problem_of(std::string_view text) {
  const auto actions = parse_actions(text, "actions.csv", symbols, space);
  return actions ? "" : actions.error().message;
}

constexpr auto header = "step,symbol,action,size\n";

std::string with_row(std::string_view row) {
  return problem_of(std::string(header) + "0,spy,buy,0.1\n" + std::string(row) + "\n");
}

} // namespace

TEST_SUITE_BEGIN("trading/recorded_actions");

TEST_CASE("a file of actions is read as it stands") {
  const auto actions =
      parse_actions("\xEF\xBB\xBFstep, symbol, action, size\r\n0, qqq, buy, 0.1\r\n0,spy,sell,0.2\r\n7,spy,"
                    "hold,0\r\n\r\n",
                    "actions.csv", symbols, space);
  REQUIRE(actions);
  REQUIRE(actions->size() == 3);
  CHECK((*actions)[0].symbol == 1);
  CHECK((*actions)[0].action.kind == trade_kind::buy);
  CHECK((*actions)[0].action.size == 0.1);
  CHECK((*actions)[1].action.kind == trade_kind::sell);
  CHECK((*actions)[2].step == 7);
  CHECK((*actions)[2].action.kind == trade_kind::hold);
  CHECK(problem_of(header).empty());
}

TEST_CASE("the first bad line is named with what is wrong") {
  CHECK(with_row("1,spy,buy") == "actions.csv:3: the row has 3 fields, the header 4");
  CHECK(with_row("x,spy,buy,0.1") == "actions.csv:3: step 'x' is no whole number");
  CHECK(with_row("-1,spy,buy,0.1") == "actions.csv:3: step '-1' is no whole number");
  CHECK(with_row("1.5,spy,buy,0.1") == "actions.csv:3: step '1.5' is no whole number");
  CHECK(with_row("1,spi,buy,0.1") == "actions.csv:3: unknown symbol 'spi'; did you mean 'spy'?");
  CHECK(with_row("1,spy,bye,0.1") == "actions.csv:3: unknown action 'bye'; it is one of hold, buy, sell");
  CHECK(with_row("1,spy,BUY,0.1") == "actions.csv:3: unknown action 'BUY'; did you mean 'buy'?");
  CHECK(with_row("1,spy,buy,a lot") == "actions.csv:3: size 'a lot' is no number");
  CHECK(with_row("1,spy,buy,0.3") == "actions.csv:3: size 0.3 is not between 0 and 0.2");
  CHECK(with_row("1,spy,buy,nan") == "actions.csv:3: size nan is not between 0 and 0.2");
  CHECK(with_row("0,spy,sell,0.1") ==
        "actions.csv:3: the symbol already has an action in step 0; keep one of them");
  CHECK(with_row("2,spy,buy,0.1\n1,spy,buy,0.1") ==
        "actions.csv:4: step 1 comes after step 2; sort the rows by step");
  CHECK(with_row("\n1,spy,buy,0.1") == "actions.csv:3: the row has 1 field, the header 4");
}

TEST_CASE("a header that is another is shown") {
  CHECK(problem_of("") == "actions.csv:1: the header is ''; it must be step,symbol,action,size");
  CHECK(problem_of("step,symbol,size,action\n") ==
        "actions.csv:1: the header is 'step,symbol,size,action'; it must be step,symbol,action,size");
  CHECK(problem_of("step,symbol,action,size,note\n") ==
        "actions.csv:1: the header goes on after step,symbol,action,size; remove 'note'");
}

TEST_CASE("a file that can't be read is named") {
  const auto missing = read_actions("no/such/file.csv", symbols, space);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().message == "no/such/file.csv: can't be opened: No such file or directory");
  CHECK(read_actions("/", symbols, space).error().message == "/: is a directory; name a CSV file of actions");
}

TEST_SUITE_END();
