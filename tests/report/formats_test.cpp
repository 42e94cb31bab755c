#include "made_up_result.hpp"
#include "report/console/console_summary.hpp"
#include "report/detail/detailed_report.hpp"
#include "report/formats/base64.hpp"
#include "report/formats/interval_csv.hpp"
#include "report/formats/junit_xml.hpp"
#include "report/formats/markdown_summary.hpp"
#include "report/formats/markdown_text.hpp"
#include "report/formats/open_metrics_text.hpp"
#include "report/formats/xml_text.hpp"
#include "report/html/html_report.hpp"
#include "report/report_formats.hpp"
#include "report/result/read_result.hpp"
#include "report/result/result_json.hpp"
#include "wild_result.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace simrun;
using namespace simrun::test;
using namespace std::chrono_literals;

namespace {

bool holds(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

run_result alerted() {
  auto r = made_up_result({that("latency_p95 < 1 ms"), that("error_rate < 1 %", severity::warning)});
  r.alerts.push_back({.severity = "critical",
                      .message = "latency_p95 was above 100 ms for 2.5 s",
                      .rule = "latency_p95 > 100 ms",
                      .start = run_start + 5s,
                      .end = run_start + 7500ms,
                      .peak = 250});
  return r;
}

} // namespace

TEST_SUITE_BEGIN("report/formats");

TEST_CASE("base64 is that of RFC 4648") {
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("fo") == "Zm8=");
  CHECK(base64("foo") == "Zm9v");
  CHECK(base64("foobar") == "Zm9vYmFy");
  CHECK(base64("\xff\xfe\x00") == "//4=");
}

TEST_CASE("text for XML has no markup and no characters that XML can't have") {
  CHECK(xml_escaped("a < b & \"c\"\n") == "a &lt; b &amp; &quot;c&quot;&#10;");
  CHECK(xml_escaped("\x01 \xef\xbf\xbf \xc3\xa9") == "\xef\xbf\xbd \xef\xbf\xbd \xc3\xa9");
}

TEST_CASE("text for Markdown makes no markup; code keeps its backticks and a table its columns") {
  CHECK(markdown::plain("a_b|c\n<d>") == "a\\_b\\|c \\<d\\>");
  CHECK(markdown::code("p95 < 1|2") == "`p95 < 1\\|2`");
  CHECK(markdown::code("a`b") == "``a`b``");
  CHECK(markdown::code("`a") == "`` `a ``");
}

TEST_CASE("metrics go out in base units, which end their names") {
  const auto name = [](std::string_view metric) { return exported(*find_metric(metric)).family.name; };
  CHECK(name("latency_p95") == "simrun_latency_p95_seconds");
  CHECK(name("cold_start_ms") == "simrun_cold_start_seconds");
  CHECK(name("throughput_rps") == "simrun_throughput_requests_per_second");
  CHECK(name("heap_mb_max") == "simrun_heap_max_bytes");
  CHECK(name("memory_growth_mb_per_hour") == "simrun_memory_growth_bytes_per_hour");
  CHECK(name("error_rate") == "simrun_error_rate_ratio");
  CHECK(name("requests_total") == "simrun_requests");
  CHECK(exported(*find_metric("latency_p95")).in_base_units(12.5) == 0.0125);
  CHECK(exported(*find_metric("memory_usage_mb")).in_base_units(2) == 2e6);
}

TEST_CASE("an OpenMetrics text describes each family once, escapes, and ends with its mark") {
  open_metrics_text text;
  const metric_family family{"x_seconds", "gauge", "seconds", "how \"long\"\nit took"};
  text.add(family, {{"name", "a\"b\\c\nd"}}, 1.5);
  text.add(family, {}, std::numeric_limits<double>::infinity(), "_sum");
  CHECK(std::move(text).finish() == R"(# TYPE x_seconds gauge
# UNIT x_seconds seconds
# HELP x_seconds how \"long\"\nit took
x_seconds{name="a\"b\\c\nd"} 1.5
x_seconds_sum +Inf
# EOF
)");
}

TEST_CASE("a requirement that is lost fails its test case, a warning does not") {
  const auto xml = junit_xml(alerted());
  CHECK(holds(xml, R"(tests="2" failures="1" errors="0")"));
  CHECK(holds(xml, R"(<failure type="requirement" message="measured )"));
  auto warned = made_up_result({that("latency_p95 < 1 ms", severity::warning)});
  CHECK(holds(junit_xml(warned), R"(tests="1" failures="0" errors="0")"));
  CHECK(holds(junit_xml(warned), "<system-out>warning: it does not hold; measured "));
}

TEST_CASE("in an invalid or a broken run every test case is an error; a run without requirements has one") {
  auto r = made_up_result({that("latency_p95 < 1 ms"), that("error_rate < 1 %")});
  r.verdict = verdict::invalid;
  r.invalid_reasons = {"the generator was late"};
  CHECK(holds(junit_xml(r), R"(tests="2" failures="0" errors="2")"));
  CHECK(holds(junit_xml(r), "the measurement is invalid: the generator was late"));
  r.broken = true;
  CHECK(holds(junit_xml(r), R"(<error type="broken" message="the run broke: the generator was late">)"));
  r.requirements.clear();
  CHECK(holds(junit_xml(r), R"(tests="1" failures="0" errors="1")"));
  CHECK(holds(junit_xml(made_up_result({})), R"(tests="1" failures="0" errors="0")"));
}

TEST_CASE("what did not come back after the last fault is a failure of its own") {
  auto r = made_up_result({that("error_rate < 1 %")});
  r.verdict = verdict::failed;
  r.not_recovered = {"extractor[0] is still down."};
  CHECK(holds(junit_xml(r), R"(name="recovery after the last fault")"));
  CHECK(holds(junit_xml(r), R"(tests="2" failures="1" errors="0")"));
}

TEST_CASE("a metric that is worse than in the baseline is a failure of its own, in every report") {
  auto r = made_up_result({that("error_rate < 1 %")});
  r.verdict = verdict::failed;
  r.baseline = baseline_record{"old.json", 0.05, {"Another seed: 42, and 1 in the base."}, {}};
  r.baseline->changes = {{"latency_p50", 10, 12, 0.2, value_range{0.15, 0.25}, change_verdict::worse},
                         {"latency_p95", 20, 20, 0, value_range{-0.01, 0.01}, change_verdict::no_difference},
                         {"latency_max", 30, 40, 0.3}};
  const auto xml = junit_xml(r);
  CHECK(holds(xml, R"(tests="3" failures="1" errors="0")"));
  CHECK(holds(xml, R"(name="latency_p50 against the baseline")"));
  CHECK(holds(xml, "worse: 12.0 ms against 10.0 ms in old.json, +20.0 %, interval +15.0 % to +25.0 %"));
  CHECK(holds(markdown_summary(r), "**worse**"));
  CHECK(holds(markdown_summary(r), "Another seed"));
  CHECK(holds(html_report(r), "Against the baseline"));
  CHECK(
      holds(console_summary(r), "latency_p50 is worse than in old.json: 12.0 ms against 10.0 ms, +20.0 %."));
}

TEST_CASE("every report shows alerts with their times and their peak") {
  const auto r = alerted();
  CHECK(holds(markdown_summary(r), "| latency\\_p95 \\> 100 ms | critical | 5.0 s | 7.5 s | 250 ms | "
                                   "latency\\_p95 was above 100 ms for 2.5 s |"));
  CHECK(holds(detailed_report(r), "  latency_p95 > 100 ms  critical  5.0 s  7.5 s  250 ms\n    latency_p95 "
                                  "was above 100 ms for 2.5 s\n"));
  CHECK(holds(junit_xml(r), "critical: latency_p95 was above 100 ms for 2.5 s"));
  for (const auto& format : report_formats())
    if (format.name == "openmetrics")
      CHECK(holds(format.make(r), "simrun_alerts{severity=\"critical\"} 1\n"));
}

TEST_CASE("the intervals are a row each, with empty cells where nothing was measured") {
  const auto csv = interval_csv(made_up_result({}));
  CHECK(csv.starts_with(
      "t_s,width_s,issued,extracted,cached,fallback,rejected,timed_out,failed,latency_p50_ms,"));
  CHECK(holds(csv, "\r\n1,1,0,0,0,0,0,0,0,,,,,,,,,,,,\r\n"));
}

TEST_CASE("no result, however wild, breaks a format, and all are the same of what was read back") {
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const auto r = read_result(result_json(wild_result(seed))).value();
    const auto again = read_result(result_json(r)).value();
    for (const auto& format : report_formats())
      REQUIRE(format.make(r) == format.make(again));
    REQUIRE(detailed_report(r) == detailed_report(again));
  }
}

TEST_SUITE_END();
