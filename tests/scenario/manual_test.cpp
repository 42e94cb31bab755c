#include "features/service_model.hpp"
#include "scenario/scenario.hpp"
#include "scenario/scenario_manual.hpp"

#include <algorithm>
#include <cstdlib>
#include <doctest/doctest.h>
#include <fstream>
#include <sstream>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/manual");

TEST_CASE("docs/scenario.md is what the reader's own list of keys says (SIMRUN_WRITE_DOCS=1 writes it)") {
  if (std::getenv("SIMRUN_WRITE_DOCS"))
    std::ofstream("docs/scenario.md") << scenario_manual();
  std::ostringstream written;
  written << std::ifstream("docs/scenario.md").rdbuf();
  CHECK(written.str() == scenario_manual());
}

TEST_CASE("every key is explained") {
  for (const auto& k : describe_scenario_keys()) {
    CAPTURE(k.section);
    CAPTURE(k.key);
    CHECK(k.what.ends_with('.'));
    CHECK_FALSE(k.value.empty());
  }
}

TEST_CASE("a default that is written as text is the default that holds") {
  const scenario untouched;
  const auto keys = describe_scenario_keys();
  const auto service_of = [&](const char* section) {
    const auto key = std::ranges::find_if(
        keys, [&](const key_description& k) { return k.section == section && k.key == "service"; });
    const auto& quoted = key->default_value;
    return parse_service_model(quoted.substr(1, quoted.size() - 2)).value().mean();
  };
  CHECK(service_of("extractor") == untouched.extractor.service.mean());
  CHECK(service_of("fallback") == untouched.fallback.service.mean());
}

TEST_SUITE_END();
