#include "report/comparison/comparison.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <nlohmann/json.hpp>

using namespace simrun;

namespace {

build_comparison made_up() {
  using enum change_verdict;
  build_comparison c{"spike",
                     "a/result.json: seed 1, 60.0 s",
                     "b/result.json: seed 2, 60.0 s",
                     0,
                     0.05,
                     {"Another seed: 2, and 1 in the base."},
                     {}};
  c.changes = {{"latency_p50", 10, 11.02, 0.102, value_range{0.0812, 0.123}, worse},
               {"latency_p95", 20, 20.1, 0.005, value_range{-0.034, 0.045}, no_difference},
               {"latency_p99", 30, 33, 0.1, std::nullopt, cant_tell, "needs 3,000 requests"},
               {"success_rate", 0.999, 0.9985, -0.0005, value_range{-0.001, 0.0001}, no_difference},
               {"service_p50", 5, 5.5, 0.1}};
  return c;
}

} // namespace

TEST_SUITE_BEGIN("report/comparison_text");

TEST_CASE("for the terminal: what is worse, both runs, what else differs, a line for each metric") {
  CHECK(comparison_text(made_up()) == R"(WORSE: 1 of 4 metrics of spike is worse: latency_p50.
  base a/result.json: seed 1, 60.0 s
  new  b/result.json: seed 2, 60.0 s
  ! Another seed: 2, and 1 in the base.

  metric           base      new        change           interval                           verdict
  latency_p50   10.0 ms  11.0 ms       +10.2 %  +8.1 % to +12.3 %                             worse
  latency_p95   20.0 ms  20.1 ms        +0.5 %   -3.4 % to +4.5 %                     no difference
  latency_p99   30.0 ms  33.0 ms       +10.0 %                     can't tell: needs 3,000 requests
  success_rate  99.90 %  99.85 %  -0.05 points     -0.10 to +0.01                     no difference

  beside them     base      new   change
  service_p50  5.00 ms  5.50 ms  +10.0 %

A change counts from 5 % on, of a share of the requests from 0.5 points. Intervals are at 95 %. 'No
difference': the interval lies within that. 'Worse' and 'better': the change is that large, and no
chance: were all metrics as before, at most 5 % of comparisons would say so of any.
)");
}

TEST_CASE("for a pull request") {
  CHECK(comparison_markdown(made_up()) ==
        R"(### WORSE: spike

1 of 4 metrics of spike is worse: latency\_p50.

- base: a/result.json: seed 1, 60.0 s
- new: b/result.json: seed 2, 60.0 s
- Another seed: 2, and 1 in the base.

| metric | base | new | change | interval | verdict |
| :--- | ---: | ---: | ---: | ---: | ---: |
| `latency_p50` | 10.0 ms | 11.0 ms | +10.2 % | +8.1 % to +12.3 % | **worse** |
| `latency_p95` | 20.0 ms | 20.1 ms | +0.5 % | -3.4 % to +4.5 % | no difference |
| `latency_p99` | 30.0 ms | 33.0 ms | +10.0 % |  | can't tell: needs 3,000 requests |
| `success_rate` | 99.90 % | 99.85 % | -0.05 points | -0.10 to +0.01 | no difference |
| `service_p50` | 5.00 ms | 5.50 ms | +10.0 % |  |  |

)"
        "A change counts from 5 % on, of a share of the requests from 0.5 points. Intervals are at 95 %. 'No "
        "difference': the interval lies within that. 'Worse' and 'better': the change is that large, and no "
        "chance: were all metrics as before, at most 5 % of comparisons would say so of any.\n");
}

TEST_CASE("the headline is as good as the worst metric") {
  auto c = made_up();
  const auto first_line = [&] {
    const auto text = comparison_text(c);
    return text.substr(0, text.find('\n'));
  };
  CHECK(c.regressed());
  c.changes[0].verdict = change_verdict::better;
  CHECK(first_line() == "BETTER: 1 of 4 metrics of spike is better, none worse: latency_p50.");
  CHECK_FALSE(c.regressed());
  c.changes[0].verdict = change_verdict::no_difference;
  CHECK(first_line() == "NO REGRESSION FOUND: 1 of 4 metrics of spike can't be told: latency_p99.");
  c.changes.erase(c.changes.begin() + 2);
  CHECK(first_line() == "NO DIFFERENCE: none of 3 metrics of spike changed by 5 % or more.");
}

TEST_CASE("an interval without ends is said so, and is null in JSON") {
  auto c = made_up();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  c.changes[0].interval = value_range{-1, infinity};
  CHECK(comparison_text(c).find("anywhere") != std::string::npos);
  const auto json = nlohmann::json::parse(comparison_json(c));
  CHECK(json["metrics"]["latency_p50"]["interval"] == nlohmann::json::array({-1.0, nullptr}));
  CHECK(json["metrics"]["latency_p95"]["verdict"] == "no difference");
  CHECK(json["regressed"] == true);
}

TEST_CASE("the page holds the table and nothing from elsewhere, and a name can't break it") {
  auto c = made_up();
  c.scenario = "<b>&";
  const auto page = comparison_html(c);
  CHECK(page.find("&lt;b&gt;&amp;") != std::string::npos);
  CHECK(page.find("<b>") == std::string::npos);
  CHECK(page.find("://") == std::string::npos);
  for (const auto* part : {"latency_p50", "+10.2 %", "+8.1 % to +12.3 %", " worse<", "Another seed", "<svg"})
    CHECK_MESSAGE(page.find(part) != std::string::npos, part);
}

TEST_SUITE_END();
