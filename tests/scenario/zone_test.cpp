#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/zone");

namespace {

std::string with_zones(const std::string& top, const std::string& zones) {
  return top + load + zones;
}

} // namespace

TEST_CASE("zones belong to the virtual clock") {
  CHECK(problems_of(with_zones("clock = \"real\"\n", "[[zone]]\nname = \"a\"\ndelay = \"constant(1ms)\"\n"))
            .find("[[zone]] is a model for the virtual clock; on the real one the extractors are where the "
                  "run is") != std::string::npos);
}

TEST_CASE("two zones have two names") {
  const std::string zone = "[[zone]]\nname = \"a\"\ndelay = \"constant(1ms)\"\n";
  CHECK(problems_of(with_zones("clock = \"virtual\"\n", zone + zone)).find("there are two zones 'a'") !=
        std::string::npos);
}

TEST_CASE("a zone says its name, its delay and a share above zero") {
  const auto said = problems_of(with_zones("clock = \"virtual\"\n", "[[zone]]\nshare = 0\n"));
  CHECK(said.find("'zone.name' is missing") != std::string::npos);
  CHECK(said.find("'zone.delay' is missing") != std::string::npos);
  CHECK(said.find("'zone.share' must be") != std::string::npos);
}

TEST_SUITE_END();
