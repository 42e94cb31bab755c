#include "planning/grid.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using strings = std::vector<std::string>;

namespace {

strings values_of(std::string_view text) {
  const auto axis = parse_axis(text);
  REQUIRE_MESSAGE(axis, axis.error().message);
  return axis->values;
}

std::string refusal_of(std::string_view text) {
  const auto axis = parse_axis(text);
  REQUIRE_FALSE(axis);
  return axis.error().message;
}

grid grid_over(const strings& over) {
  const auto g = grid::from(over);
  REQUIRE_MESSAGE(g, g.error().message);
  return *g;
}

} // namespace

TEST_SUITE_BEGIN("planning/grid");

TEST_CASE("an axis is a key and its values, in the order given") {
  const auto axis = parse_axis("extractor.workers=4,1, 2");
  REQUIRE(axis);
  CHECK(axis->key == "extractor.workers");
  CHECK(axis->values == strings{"4", "1", "2"});
}

TEST_CASE("a comma within brackets or quotes parts nothing") {
  CHECK(values_of("extractor.service=constant(2ms),lognormal(1.5ms, 0.4)") ==
        strings{"constant(2ms)", "lognormal(1.5ms, 0.4)"});
  CHECK(values_of("market.source=\"a,b.csv\",synthetic") == strings{"\"a,b.csv\"", "synthetic"});
  CHECK(values_of("x=f([1,2],(3,4)),5") == strings{"f([1,2],(3,4))", "5"});
  CHECK(values_of("x=1),2") == strings{"1)", "2"});
}

TEST_CASE("a range stands for its numbers, with the decimals it was written with") {
  CHECK(values_of("load.rps=100..300:100") == strings{"100", "200", "300"});
  CHECK(values_of("load.rps=100..299:100") == strings{"100", "200"});
  CHECK(values_of("load.rps=5..5:1") == strings{"5"});
  CHECK(values_of("load.repeat_ratio=0..0.3:0.1") == strings{"0.0", "0.1", "0.2", "0.3"});
  CHECK(values_of("extractor.workers=1,2,4..12:4") == strings{"1", "2", "4", "8", "12"});
}

TEST_CASE("what is no range is a value") {
  CHECK(values_of("market.source=../data/bars.csv") == strings{"../data/bars.csv"});
  CHECK(values_of("market.source=\"1..2:3\"") == strings{"\"1..2:3\""});
}

TEST_CASE("a wrong axis says what is wrong") {
  CHECK(refusal_of("extractor.workers") ==
        "--over 'extractor.workers': must be a key and its values, such as extractor.workers=1,2,4");
  CHECK(refusal_of("=1,2") == "--over '=1,2': must be a key and its values, such as extractor.workers=1,2,4");
  CHECK(refusal_of("x=1,,2") == "--over 'x=1,,2': a value is empty");
  CHECK(refusal_of("x=") == "--over 'x=': a value is empty");
  CHECK(refusal_of("x=1..a:2") ==
        "--over 'x=1..a:2': '1..a:2' is no range such as 100..1000:100: first, last "
        "and step must be plain numbers");
  CHECK(refusal_of("x=1..9:0") == "--over 'x=1..9:0': '1..9:0' needs a step above 0");
  CHECK(refusal_of("x=9..1:2") == "--over 'x=9..1:2': '9..1:2' ends before it begins");
  CHECK(refusal_of("x=0..1:0.00001") == "--over 'x=0..1:0.00001': '0..1:0.00001' has more than 10000 values");
  CHECK(refusal_of("x=1..6000:1,1..6000:1") == "--over 'x=1..6000:1,1..6000:1': more than 10000 values");
}

TEST_CASE("the points are all combinations, the last axis fastest") {
  const auto g = grid_over({"a=1,2,3", "b=x,y"});
  REQUIRE(g.size() == 6);
  CHECK(g.point(0) == strings{"1", "x"});
  CHECK(g.point(1) == strings{"1", "y"});
  CHECK(g.point(2) == strings{"2", "x"});
  CHECK(g.point(5) == strings{"3", "y"});
}

TEST_CASE("a grid over nothing is the scenario itself") {
  const auto g = grid_over({});
  CHECK(g.size() == 1);
  CHECK(g.point(0).empty());
}

TEST_CASE("a key may be varied once only") {
  const auto g = grid::from(strings{"a=1", "b=2", "a=3"});
  REQUIRE_FALSE(g);
  CHECK(g.error().message == "--over 'a=3': 'a' is varied twice");
}

TEST_CASE("a grid has 10,000 points at most") {
  CHECK(grid_over({"a=1..100:1", "b=1..100:1"}).size() == grid_points_max);
  const auto g = grid::from(strings{"a=1..100:1", "b=1..101:1"});
  REQUIRE_FALSE(g);
  CHECK(g.error().message == "the grid has more than 10000 points; take fewer values, or sweep in parts");
  strings huge;
  for (char key = 'a'; key < 'i'; ++key)
    huge.push_back(std::string(1, key) + "=1..10000:1");
  CHECK_FALSE(grid::from(huge));
}

TEST_SUITE_END();
