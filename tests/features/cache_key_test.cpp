#include "features/cache_key.hpp"

#include "window_fixture.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace simrun;

TEST_SUITE_BEGIN("features/cache_key");

TEST_CASE("equal windows have equal keys, wherever their values lie") {
  const auto here = fixture::history(100);
  const auto there = fixture::history(100);
  CHECK(key_of({&here, 7, 60, 0}, 1) == key_of({&there, 7, 60, 0}, 1));
}

TEST_CASE("values, place, length, symbol and model each make another key") {
  const auto matrix = fixture::history(100);
  auto other = matrix;
  other.column(14)[66] += 1e-9;
  const std::set<cache_key> keys{
      key_of({&matrix, 7, 60, 0}, 1), key_of({&matrix, 8, 60, 0}, 1), key_of({&matrix, 7, 59, 0}, 1),
      key_of({&matrix, 7, 60, 1}, 1), key_of({&matrix, 7, 60, 0}, 2), key_of({&other, 7, 60, 0}, 1),
  };
  CHECK(keys.size() == 6);
}

TEST_CASE("the same values in another shape are another window") {
  // 6 columns of 10 zeros and 10 columns of 6: the values alone would not tell them apart.
  const column_matrix wide(10, 6);
  const column_matrix tall(6, 10);
  CHECK(key_of({&wide, 0, 6, 0}, 1) != key_of({&tall, 0, 10, 0}, 1));
}

TEST_CASE("a window without a history has a key too") {
  CHECK(key_of({}, 1) == key_of({}, 1));
  CHECK(key_of({}, 1) != key_of({}, 2));
}

TEST_CASE("of a window that reaches past its history nothing is read") {
  const auto matrix = fixture::history(100);
  CHECK(key_of({&matrix, 50, 60, 0}, 1) != key_of({&matrix, 51, 60, 0}, 1));
  CHECK(key_of({&matrix, 0, 101, 0}, 1) == key_of({&matrix, 0, 101, 0}, 1));
  CHECK(key_of({&matrix, std::size_t(-1), 60, 0}, 1) != key_of({&matrix, 0, 60, 0}, 1));
}

TEST_SUITE_END();
