#include "monitor/failure_reasons.hpp"

#include "monitor/load_statistics.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("monitor/failure_reasons");

TEST_CASE("a reason is what stands before the details, without the numbers of one window") {
  CHECK(reason_in("window has a value that is not finite: column rsi, row 7") ==
        "window has a value that is not finite");
  CHECK(reason_in("window of 125 bars is too short: it needs 10") == "window of N bars is too short");
  CHECK(reason_in("") == "");
  CHECK(reason_in(std::string(500, 'x')).size() == 80);
}

TEST_CASE("the table is bounded, and loses no failure") {
  failure_reasons table;
  for (int i = 0; i < 1000; ++i)
    table.count("reason " + std::to_string(i % 100));
  table.count("");
  CHECK(table.counts().size() == failure_reasons::reasons_max + 1);
  CHECK(table.counts().back().first == failure_reasons::others);
  std::uint64_t sum = 0;
  for (const auto& [reason, failures] : table.counts())
    sum += failures;
  CHECK(sum == 1001);
}

TEST_CASE("tables add up, and what came since an earlier one can be told") {
  failure_reasons earlier;
  earlier.count("a", 3);
  auto later = earlier;
  later.count("a");
  later.count("b", 2);
  auto sum = earlier;
  sum += later;
  CHECK(sum.counts() == std::vector<std::pair<std::string, std::uint64_t>>{{"a", 7}, {"b", 2}});
  later -= earlier;
  CHECK(later.counts() == std::vector<std::pair<std::string, std::uint64_t>>{{"a", 1}, {"b", 2}});
}

TEST_CASE("failures of the measured part are counted by reason, those of the warm-up are not") {
  using namespace std::chrono_literals;
  load_statistics load;
  load.ended(false, outcome::failed, 1ms, std::nullopt, false, "out of luck");
  load.ended(false, outcome::failed, 1ms);
  load.ended(true, outcome::failed, 1ms, std::nullopt, false, "out of luck");
  load.ended(false, outcome::timed_out, 1ms);
  CHECK(load.failures().counts() == std::vector<std::pair<std::string, std::uint64_t>>{
                                        {"out of luck", 1}, {std::string(failure_reasons::unnamed), 1}});
}

TEST_SUITE_END();
