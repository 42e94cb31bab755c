#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/window");

TEST_CASE("without lengths of its own a load asks for the market's windows") {
  const auto s = parse_scenario(load + "[market]\nwindow = 90", "a.toml").value();
  CHECK(window_sizes(s) == std::vector<window_size>{{90, 1}});
  CHECK(longest_window(s) == 90);
}

TEST_CASE("lengths have weights") {
  const auto s = parse_scenario(load + "window = [{bars = 30, weight = 3}, {bars = 120}]", "a.toml").value();
  CHECK(window_sizes(s) == std::vector<window_size>{{30, 3}, {120, 1}});
  CHECK(longest_window(s) == 120);
}

TEST_CASE("lengths fit the market, each is there once, and the market names none besides") {
  CHECK(problems_of(load + "[[load.window]]\nbars = 9") ==
        "scenarios/bad.toml:5:8: 'load.window.bars' must be a whole number from 10 to 4096, got 9");
  CHECK(problems_of(load + "[[load.window]]\nbars = 30\n[[load.window]]\nbars = 30") ==
        "scenarios/bad.toml:7:8: there are two windows of 30 bars");
  CHECK(problems_of(load + "[[load.window]]\nbars = 300\n[market]\nbars = 200") ==
        "scenarios/bad.toml:7:8: 'market.bars' must be at least the longest 'load.window' (300), got 200");
  CHECK(problems_of(load + "[[load.window]]\nbars = 30\n[market]\nwindow = 60") ==
        "scenarios/bad.toml:7:10: 'market.window' is not asked for where there is [[load.window]]; leave one "
        "of "
        "them out");
  CHECK(problems_of(load + "[[load.window]]\nweight = 2") ==
        "scenarios/bad.toml:4:1: 'load.window.bars' is missing; it must be a whole number from 10 to 4096");
  CHECK(problems_of(load + "[[load.window]]\nbars = 61\n[extractor]\nservice = "
                           "\"measured(../tests/fixtures/calibration.json)\"") ==
        "scenarios/bad.toml:7:11: 'extractor.service' was measured with windows of 60 bars, not 61; 'simrun "
        "calibrate --window 61' measures those");
}

TEST_CASE("an exponent is for Zipf's law") {
  const auto s = parse_scenario(load + "popularity = \"zipf\"\nzipf_exponent = 1.2", "a.toml").value();
  CHECK(s.mix.popularity == window_popularity::zipf);
  CHECK(s.mix.zipf_exponent == 1.2);
  CHECK(problems_of(load + "zipf_exponent = 1.2") ==
        "scenarios/bad.toml:4:1: 'load.zipf_exponent' is only for popularity = \"zipf\"");
  CHECK(problems_of(load + "popularity = \"zipf\"\nzipf_exponent = 11") ==
        "scenarios/bad.toml:5:17: 'load.zipf_exponent' must be a number from 0 to 10, got 11");
}

TEST_SUITE_END();
