#include "features/make_network.hpp"

#include "network/small_model.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("features/precision");

TEST_CASE("a precision is read by its name") {
  CHECK(parse_precision("f32") == model_precision::f32);
  CHECK(name_of(model_precision::bf16) == "bf16");
  CHECK(parse_precision("f64").error() == error{error_code::bad_input, "'f64' is no precision; use f32"});
}

TEST_CASE("what is not built is refused, never computed as something else") {
  CHECK(parse_precision("bf16").error() ==
        error{error_code::unavailable, "precision 'bf16' is not built yet; use f32"});
  const auto weights = random_weights(1, small_shape());
  CHECK(make_network(weights, 1, 12, 0, model_precision::f32));
  CHECK(make_network(weights, 1, 12, 0, model_precision::bf16).error() ==
        error{error_code::unavailable, "precision 'bf16' is not built yet"});
}

TEST_SUITE_END();
