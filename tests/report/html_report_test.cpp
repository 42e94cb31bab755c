#include "report/html/html_report.hpp"

#include "made_up_result.hpp"
#include "report/html/chart_data.hpp"
#include "report/html/markup.hpp"
#include "report/html/percentile_curve.hpp"
#include "wild_result.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace simrun;
using namespace simrun::test;
using namespace std::chrono_literals;
using json = nlohmann::json;

namespace {

bool holds(const std::string& page, std::string_view text) {
  return page.find(text) != std::string::npos;
}

std::size_t times(const std::string& page, std::string_view text) {
  std::size_t found = 0;
  for (auto at = page.find(text); at != std::string::npos; at = page.find(text, at + 1))
    ++found;
  return found;
}

/// What a page says above the chart library.
std::string above_scripts(const run_result& r) {
  const auto page = html_report(r);
  return page.substr(0, page.find("<script>"));
}

} // namespace

TEST_SUITE_BEGIN("report/html_report");

TEST_CASE("the verdict and why stand first, then requirements with their margins") {
  const auto page = above_scripts(made_up_result({that("latency_p95 < 100 ms"), that("error_rate < 1 %")}));
  CHECK(holds(page, "<title>spike: passed</title>"));
  CHECK(page.find(R"(<header class="verdict passed">)") < page.find("<h2"));
  CHECK(holds(page, "All 2 critical requirements hold."));
  CHECK(holds(page, R"(<th scope="row" class="sentence">latency_p95 &lt; 100 ms</th>)"));
  CHECK(holds(page, R"(</span> holds</span>)"));
}

TEST_CASE("a failed run says what does not hold; an alert is a row of its own") {
  const auto page = above_scripts(
      made_up_result({that("latency_p95 < 1 ms"), that("latency_p50 < 1 ms", severity::warning)}));
  CHECK(holds(page, R"(<header class="verdict failed">)"));
  CHECK(holds(page, "&#39;latency_p95 &lt; 1 ms&#39; does not hold"));
  CHECK(holds(page, R"(</span> fails</span>)"));
  CHECK(holds(page, "<h2 id=\"alerts-title\">Alerts</h2>"));
}

TEST_CASE("faults have a row each, with when they were seen and the time to recover") {
  auto r = made_up_result({that("error_rate < 1 %")});
  auto page = above_scripts(r);
  CHECK(holds(page, "kill extractor at 5s for 2s"));
  CHECK(holds(page, "5.001 s"));
  CHECK(holds(page, "300 ms"));
  CHECK(holds(page, "extractor[0]#1, extractor[1]#1"));
  r.faults[0].fired_at.reset();
  r.faults[0].recovery.reset();
  page = above_scripts(r);
  CHECK(holds(page, R"(<td class="number">never</td>)"));
  CHECK(holds(page, R"(<td class="number">not seen</td>)"));
}

TEST_CASE("what a run does not have has no figure: no search, no processor on the virtual clock") {
  auto r = made_up_result({});
  CHECK(holds(above_scripts(r), R"(data-chart="processor")"));
  CHECK_FALSE(holds(above_scripts(r), R"(data-chart="probes")"));
  for (auto& row : r.intervals)
    row.cpu_utilization = row.memory_mb = std::nullopt;
  CHECK_FALSE(holds(above_scripts(r), R"(data-chart="processor")"));
  CHECK_FALSE(holds(above_scripts(r), R"(data-chart="memory")"));
}

TEST_CASE("a run in which nothing happened is a page too") {
  const auto page = above_scripts(run_result{});
  CHECK(holds(page, R"(<header class="verdict invalid">)"));
  CHECK(holds(page, "No request ended, so there is no latency to show."));
  CHECK(holds(page, "Nothing was broken on purpose."));
  CHECK_FALSE(holds(page, "<canvas"));
}

TEST_CASE("the command that repeats the run is there; where nobody noted it, made of what is known") {
  auto r = made_up_result({});
  CHECK(holds(above_scripts(r), "<code>simrun scenarios/spike.toml --clock real --seed 42</code>"));
  r.replay = "simrun a.toml --set 'load.rps=5'";
  CHECK(holds(above_scripts(r), "<code>simrun a.toml --set &#39;load.rps=5&#39;</code>"));
}

TEST_CASE("the page asks for nothing: a policy forbids it, and no element could") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto page = above_scripts(wild_result(seed));
    REQUIRE(holds(page, "default-src 'none'"));
    REQUIRE_FALSE(holds(page, " src="));
    REQUIRE_FALSE(holds(page, "url("));
    REQUIRE(times(page, "href=\"") == times(page, "href=\"#") + times(page, "href=\"data:,\""));
  }
}

TEST_CASE("every figure has a title, a unit, a place for a legend and for its numbers") {
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const auto page = above_scripts(wild_result(seed));
    const auto figures = times(page, "<figure");
    REQUIRE(times(page, "<canvas role=\"img\" aria-label=\"") == figures);
    REQUIRE(times(page, "<h3 id=") == figures);
    REQUIRE(times(page, "<span class=\"unit\">") == figures);
    REQUIRE(times(page, "<ul class=\"legend\"") == figures);
    REQUIRE(times(page, "<details class=\"data\">") == figures);
  }
}

TEST_CASE("no name ends the data of the charts") {
  auto r = made_up_result({});
  r.faults[0].text = "</script><script>alert(1)</script><!--";
  const auto data = html::chart_data(r);
  CHECK_FALSE(holds(data, "<"));
  CHECK(json::parse(data)["faults"][0]["text"] == r.faults[0].text);
}

TEST_CASE("the data has a number for each interval in each column, or no column") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const auto r = wild_result(seed);
    const auto data = json::parse(html::chart_data(r));
    for (const auto& [name, column] : data["intervals"].items())
      if (column.is_array())
        REQUIRE(column.size() == r.intervals.size());
    REQUIRE(data["heat"]["cells"].size() == r.latencies.rows.size());
  }
}

TEST_CASE("a requirement is a bound of the charts only where it speaks of the latency of all requests") {
  const auto data = json::parse(html::chart_data(made_up_result(
      {that("latency_p95 < 100 ms"), that("latency_max < 1 s"), that("latency_p99{outcome=cached} < 2 ms"),
       that("error_rate < 1 %"), that("latency_p95_drift < 25 %")})));
  REQUIRE(data["bounds"].size() == 2);
  CHECK(data["bounds"][0]["ms"] == 100);
  CHECK(data["bounds"][0]["x"].get<double>() == doctest::Approx(1.301).epsilon(0.001));
  CHECK(data["bounds"][1]["x"].is_null());
}

TEST_CASE("text becomes markup only through escaping") {
  CHECK(html::escaped("<a href=\"x\" b='y'>&amp;\r") ==
        "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&#13;");
  CHECK(html::element("p", "a < b") == "<p>a &lt; b</p>");
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("report/percentile_curve");

TEST_CASE("the curve rises, agrees with the histogram, and ends with the longest or at p99.99") {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    random_stream random(seed, "curve");
    latency_histogram h;
    for (auto n = 1 + random.below(30'000); n > 0; --n)
      h.record(duration(1000 + static_cast<std::int64_t>(random.exponential() * 1e6)));
    const auto curve = html::percentile_curve(h);
    CHECK(curve.front().x == 0);
    CHECK(curve.front().ms == in_milliseconds(*h.min()));
    for (std::size_t i = 1; i < curve.size(); ++i) {
      REQUIRE(curve[i].ms >= curve[i - 1].ms);
      REQUIRE(curve[i].thin >= curve[i - 1].thin);
    }
    if (h.count() < 10'000)
      CHECK(curve.back().ms == in_milliseconds(*h.max()));
    else
      CHECK(curve.back().x == html::percentile_curve_end);
    if (curve.size() > 40)
      CHECK(curve[40].ms == in_milliseconds(*h.percentile(0.9)));
  }
}

TEST_CASE("where fewer than ten samples lie beyond, the curve says so") {
  latency_histogram h;
  h.record(1ms, 1000);
  const auto curve = html::percentile_curve(h);
  for (const auto& point : curve)
    CHECK(point.thin == (point.x > 2.0));
  CHECK(html::percentile_curve(latency_histogram()).empty());
}

TEST_SUITE_END();
