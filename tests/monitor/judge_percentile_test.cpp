#include "monitor/judge_percentile.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

latency_histogram with(std::uint64_t below, std::uint64_t above) {
  latency_histogram h;
  h.record(10ms, below);
  h.record(300ms, above);
  return h;
}

percentile_evidence judged(const char* text, const latency_histogram& h) {
  return judge_percentile(parse_requirement(text).value(), h).value();
}

} // namespace

TEST_SUITE_BEGIN("monitor/judge_percentile");

TEST_CASE("what is past the bound is counted, and decides") {
  CHECK(judged("latency_p95 < 100 ms", with(1000, 20)).decided == decision::holds);
  CHECK(judged("latency_p95 < 100 ms", with(1000, 200)).decided == decision::fails);
  const auto undecided = judged("latency_p95 < 100 ms", with(84, 5));
  CHECK(undecided.decided == decision::undecided);
  CHECK(undecided.samples == 89);
  CHECK(undecided.past_bound == 5);
  CHECK(undecided.still_needed == 259 - 89);
}

TEST_CASE("a lower bound is judged by what lies below") {
  CHECK(judged("latency_p95 > 100 ms", with(1000, 200)).decided == decision::holds);
  CHECK(judged("latency_p95 > 100 ms", with(1000, 20)).decided == decision::fails);
  CHECK(judged("latency_p50 >= 100 ms", with(0, 7)).decided == decision::holds);
  CHECK(judged("latency_p50 >= 100 ms", with(0, 6)).still_needed == 1);
}

TEST_CASE("the bound itself is past a strict one only") {
  latency_histogram h;
  h.record(100ms, 1000);
  CHECK(judged("latency_p95 < 100 ms", h).decided == decision::fails);
  CHECK(judged("latency_p95 <= 100 ms", h).decided == decision::holds);
  CHECK(judged("latency_p95 >= 100 ms", h).decided == decision::holds);
  CHECK(judged("latency_p95 > 100 ms", h).decided == decision::fails);
}

TEST_CASE("a bin on both sides of the bound counts against either answer") {
  latency_histogram h;
  h.record(10ms, 900);
  h.record(99'900us, 80); // in one bin with 100 ms
  h.record(100'100us, 20);
  const auto e = judged("latency_p95 < 100 ms", h);
  CHECK(e.past_bound == 100);
  CHECK(e.decided == decision::undecided);
}

TEST_CASE("a bound past all that could be measured is none") {
  CHECK(judged("latency_p95 < 1e300 s", with(90, 0)).decided == decision::holds);
}

TEST_CASE("a count from a limit knows what the bins know") {
  latency_histogram h;
  CHECK(h.count_from(0ns) == count_range{0, 0});
  h.record(1ms, 3);
  h.record(10ms, 4);
  CHECK(h.count_from(1ms) == count_range{7, 7});
  CHECK(h.count_from(5ms) == count_range{4, 4});
  CHECK(h.count_from(10ms) == count_range{0, 4});
  CHECK(h.count_from(10ms + 1ns) == count_range{0, 0});
  h.record(500s, 1); // past the axis
  CHECK(h.count_from(400s) == count_range{0, 1});
}

TEST_CASE("what is no percentile has its value, and is judged by it") {
  CHECK_FALSE(judge_percentile(parse_requirement("latency_max < 5 ms").value(), with(1, 0)));
}

TEST_SUITE_END();
