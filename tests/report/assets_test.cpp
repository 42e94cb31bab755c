#include "report/assets/assets.hpp"

#include <doctest/doctest.h>
#include <fstream>
#include <iterator>

using namespace simrun;

TEST_SUITE("report/assets") {
  TEST_CASE("the chart library is embedded byte for byte") {
    std::ifstream file("/usr/share/javascript/chart.js/chart.min.js", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    CHECK(bytes.size() > 100'000);
    CHECK(chart_js() == bytes);
  }

  TEST_CASE("the chart library can stand in a page as it is") {
    CHECK(chart_js().find("</script") == std::string_view::npos);
  }
}
