#include "features/network/compute/precision.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("features/precision");

TEST_CASE("a precision is read by its name") {
  CHECK(parse_precision("f32") == model_precision::f32);
  CHECK(parse_precision("bf16") == model_precision::bf16);
  CHECK(name_of(model_precision::bf16) == "bf16");
  CHECK(parse_precision("f64").error() ==
        error{error_code::bad_input, "'f64' is no precision; use f32 or bf16"});
}

TEST_SUITE_END();
