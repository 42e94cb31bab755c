#include "core/random.hpp"
#include "report/live/live_lines.hpp"
#include "report/live/sparkline.hpp"
#include "report/text_table.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <numeric>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

live_state busy_state() {
  live_state s;
  s.name = "spike";
  s.warmup = 2s;
  s.measured = 28s;
  s.now = run_start + 10s;
  s.phase = live_phase::measuring;
  s.rates = {400.0, 402, 398.4, {}};
  s.latency_now = {4.1, 12.1, 33.14};
  s.latency_overall = {3.9, 11, 40};
  s.outcomes.issued = 1650;
  s.outcomes[outcome::extracted] = 1234;
  s.outcomes[outcome::cached] = 400;
  s.outcomes[outcome::failed] = 4;
  s.queue_depth = 3;
  s.open_requests = 12;
  s.workers = {{"extractor[0]", "down"}, {"extractor[1]", "busy"}};
  s.workers_busy = 0.634;
  s.cache_hit_rate = 0.25;
  s.cpu_utilization = 0.45;
  s.memory_mb = 210;
  s.faults = {{"kill extractor[0] at 8s for 4s", run_start + 8s}};
  s.requirements = {{"latency_p95 < 100 ms", "latency_p95", severity::critical, 11.0, live_standing::holds},
                    {"error_rate < 0.1 %", "error_rate", severity::critical, 0.0024, live_standing::violated},
                    {"latency_p99 < 60 ms", "latency_p99", severity::critical, {}, live_standing::undecided}};
  s.alerts = {{"warning", "latency_p99 > 30 ms", "latency_p99 is 33.1 ms, above 30 ms", run_start + 9s}};
  for (int i = 0; i < 10; ++i)
    s.recent_p95_ms.push_back(i == 4 ? std::nullopt : std::optional(2.0 + i));
  return s;
}

terminal_look plain_look(std::size_t columns, std::size_t rows) {
  return {columns, rows, false, false};
}

std::string joined(const std::vector<std::string>& lines) {
  return std::accumulate(lines.begin(), lines.end(), std::string(),
                         [](const std::string& a, const std::string& b) { return a + b + "\n"; });
}

} // namespace

TEST_SUITE_BEGIN("report/live_lines");

TEST_CASE("a run at a glance") {
  CHECK(joined(live_lines(busy_state(), plain_look(80, 30))) ==
        "spike  measuring  0:12 of 0:30  ############------------------\n"
        "throughput  398/s of 400/s asked for   163/s overall\n"
        "queue       3   open 12\n"
        "latency now p50 4.10 ms   p95 12.1 ms   p99 33.1 ms\n"
        "overall     p50 3.90 ms   p95 11.0 ms   p99 40.0 ms\n"
        "p95 course  _.:= +*###  2.00 ms to 11.0 ms\n"
        "outcomes    extracted 1,234  cached 400  fallback 0  rejected 0  timed_out 0\n"
        "            failed 4\n"
        "workers     1 of 2 up  63 % busy  extractor[0] down  extractor[1] busy\n"
        "resources   cache hits 25 %  CPU 45 %  memory 210 MB\n"
        "faults      kill extractor[0] at 8s for 4s  for 0:02\n"
        "required    holds     latency_p95 < 100 ms  11.0 ms\n"
        "            violated  error_rate < 0.1 %  0.24 %\n"
        "            undecided latency_p99 < 60 ms\n"
        "alerts      warning latency_p99 is 33.1 ms, above 30 ms\n");
}

TEST_CASE("in one line for a log") {
  CHECK(live_sentence(busy_state()) ==
        "spike: measuring 0:12 of 0:30; 398/s of 400/s; p50 4.10 ms, p95 12.1 ms, p99 33.1 ms; queue 3; "
        "1 of 2 up; fault: kill extractor[0] at 8s for 4s; violated: error_rate < 0.1 %; "
        "warning: latency_p99 is 33.1 ms, above 30 ms");
}

TEST_CASE("whatever its size, a picture fits into the terminal and begins with the name") {
  random_stream random(1, "sizes");
  for (int i = 0; i < 500; ++i) {
    auto s = busy_state();
    const auto many = static_cast<std::size_t>(random.uniform() * 40);
    for (std::size_t n = 0; n < many; ++n) {
      s.workers.push_back({fmt::format("extractor[{}]", n + 2), "idle"});
      s.requirements.push_back(s.requirements[n % 3]);
      s.faults.push_back(s.faults.front());
    }
    terminal_look look{1 + static_cast<std::size_t>(random.uniform() * 150),
                       1 + static_cast<std::size_t>(random.uniform() * 60), false, random.uniform() < 0.5};
    CAPTURE(look.columns);
    CAPTURE(look.rows);
    const auto lines = live_lines(s, look);
    REQUIRE(!lines.empty());
    CHECK(lines.size() <= std::max<std::size_t>(look.rows - 1, 1));
    for (const auto& line : lines)
      CHECK(width_of(line) <= look.columns);
    CHECK(lines.front().starts_with(std::string("spike").substr(0, look.columns)));
  }
}

TEST_CASE("lists are cut before anything is left out, and say how much is missing") {
  auto s = busy_state();
  for (int n = 0; n < 20; ++n)
    s.requirements.push_back(s.requirements.front());
  const auto text = joined(live_lines(s, plain_look(80, 20)));
  CHECK(text.find("            and 17 more\n") != std::string::npos);
  CHECK(text.find("alerts      warning") != std::string::npos);
}

TEST_CASE("without colour there is no escape, with it each is closed") {
  CHECK(joined(live_lines(busy_state(), plain_look(80, 30))).find('\x1b') == std::string::npos);
  for (const auto& line : live_lines(busy_state(), {80, 30, true, true}))
    if (line.find('\x1b') != std::string::npos)
      CHECK(line.rfind("\x1b[0m") == line.rfind('\x1b'));
}

TEST_CASE("what could move the cursor does not get out") {
  auto s = busy_state();
  s.name = "a\x1b[2Jb\rc\x7f";
  CHECK(live_lines(s, plain_look(80, 30)).front().starts_with("a?[2Jb?c?  measuring"));
}

TEST_CASE("a sparkline goes from the least to the most, with blanks for nothing") {
  const std::vector<std::optional<double>> values{1.0, std::nullopt, 1000.0, 32.0};
  CHECK(sparkline(values, 10, false) == "_ #=");
  CHECK(sparkline(values, 10, true) == "▁ █▅");
  CHECK(sparkline(values, 2, false) == "#_");
  CHECK(sparkline({}, 10, true).empty());
  CHECK(sparkline(std::vector<std::optional<double>>{5.0, 5.0}, 10, false) == "__");
}

TEST_SUITE_END();
