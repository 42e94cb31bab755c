#include "core/near_miss.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace simrun;

TEST_SUITE_BEGIN("core/near_miss");

TEST_CASE("a slip of the finger finds its word") {
  constexpr std::array<std::string_view, 4> keys{"pattern", "arrivals", "rps", "repeat_ratio"};
  CHECK(did_you_mean("patern", keys) == "; did you mean 'pattern'?");
  CHECK(did_you_mean("arirvals", keys) == "; did you mean 'arrivals'?");
  CHECK(did_you_mean("RPS", keys) == "; did you mean 'rps'?");
  CHECK(did_you_mean("rate_per_sec", keys) == "; did you mean 'rps'?");
}

TEST_CASE("what is near to nothing gets no advice") {
  constexpr std::array<std::string_view, 2> keys{"pattern", "rps"};
  CHECK(did_you_mean("banana", keys).empty());
  CHECK(did_you_mean("", keys).empty());
}

TEST_SUITE_END();
