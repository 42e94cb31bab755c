#include "monitor/can_still_hold.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

load_statistics counted(int good, int bad) {
  load_statistics load;
  for (int i = 0; i < good + bad; ++i) {
    load.issued(false, 0ns);
    load.ended(false, i < good ? outcome::extracted : outcome::failed, i < good ? 10ms : 300ms);
  }
  return load;
}

bool can(const char* text, const load_statistics& load, std::uint64_t to_come) {
  return can_still_hold(parse_requirement(text).value(), load, {}, to_come);
}

} // namespace

TEST_SUITE_BEGIN("monitor/can_still_hold");

TEST_CASE("a percentile is lost when no good request could make up for the bad ones") {
  CHECK(can("latency_p95 < 100 ms", counted(100, 100), 10'000));
  CHECK_FALSE(can("latency_p95 < 100 ms", counted(100, 100), 500));
  CHECK(can("latency_p95 > 100 ms", counted(100, 0), 100));
  CHECK_FALSE(can("latency_p50 > 100 ms", counted(100, 0), 20));
}

TEST_CASE("a share is lost when all that is to come can't mend it") {
  CHECK(can("success_rate >= 99 %", counted(80, 10), 910));
  CHECK_FALSE(can("success_rate >= 99 %", counted(80, 10), 909));
  CHECK(can("error_rate < 1 %", counted(0, 9), 892));
  CHECK_FALSE(can("error_rate < 1 %", counted(0, 9), 891));
  // Open requests may still succeed.
  auto open = counted(80, 10);
  open.issued(false, 0ns);
  CHECK(can("success_rate >= 99 %", open, 909));
}

TEST_CASE("an extreme that is past its bound stays there") {
  CHECK_FALSE(can("latency_max < 100 ms", counted(1000, 1), 1'000'000));
  CHECK(can("latency_max < 100 ms", counted(1000, 0), 0));
  CHECK(can("latency_max > 100 ms", counted(1000, 0), 10));
  CHECK_FALSE(can("latency_min > 20 ms", counted(1, 0), 10));
  CHECK_FALSE(can("requests_failed <= 3", counted(1, 4), 10));
}

TEST_CASE("one bad window is enough") {
  const auto rule = parse_requirement("latency_p99 < 1 ms over 5s").value();
  CHECK(can_still_hold(rule, counted(5, 5), {7, 0, 0.5, {}}, 10));
  CHECK_FALSE(can_still_hold(rule, counted(5, 5), {7, 1, 2.0, {}}, 10));
}

TEST_CASE("nothing measured is nothing lost, and means and rates are known at the end only") {
  CHECK(can("latency_max < 100 ms", load_statistics(), 0));
  CHECK(can("latency_avg < 1 ms", counted(0, 1000), 1));
  CHECK_FALSE(can_be_lost_early(parse_requirement("latency_avg < 1 ms").value()));
  CHECK_FALSE(can_be_lost_early(parse_requirement("throughput_rps > 1").value()));
  CHECK_FALSE(can_be_lost_early(parse_requirement("cpu_utilization < 1 %").value()));
  CHECK_FALSE(can_be_lost_early(parse_requirement("latency_max > 1 ms").value()));
  for (const auto* text : {"latency_p95 < 1 ms", "success_rate > 1 %", "latency_max < 1 ms",
                           "throughput_rps > 1 over 5s", "requests_failed < 5"})
    CHECK(can_be_lost_early(parse_requirement(text).value()));
}

TEST_SUITE_END();
