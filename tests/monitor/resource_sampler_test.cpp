#include "monitor/resource_sampler.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <thread>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("monitor/resource_sampler");

TEST_CASE("processor time is a share of the machine, over each span and over all") {
  resource_sampler sampler(2, run_start, {1s, 100, 120});
  CHECK(sampler.sample(run_start + 1s, {2s, 110, 120}).cpu_utilization == doctest::Approx(0.5));
  CHECK(sampler.sample(run_start + 2s, {4s, 105, 130}).cpu_utilization == doctest::Approx(1.0));
  CHECK(sampler.sample(run_start + 4s, {4s, 90, 130}).cpu_utilization == 0);
  CHECK(sampler.cpu_utilization() == doctest::Approx(3.0 / 4 / 2));
  CHECK(sampler.memory_mb_max() == 130);
}

TEST_CASE("no time, no use") {
  resource_sampler sampler(2, run_start, {});
  CHECK(sampler.cpu_utilization() == 0);
  CHECK(sampler.sample(run_start, {1s, 10, 10}).cpu_utilization == 0);
}

TEST_CASE("a machine can't be used by more than all of it") {
  resource_sampler sampler(1, run_start, {});
  CHECK(sampler.sample(run_start + 1ms, {2ms, 10, 10}).cpu_utilization == 1);
}

TEST_CASE("this process uses memory and processor time, and is seen to take more") {
  const auto before = read_resources();
  CHECK(before.memory_mb > 1);
  CHECK(before.memory_mb_max >= before.memory_mb);
  std::vector<char> block(64'000'000);
  for (std::size_t i = 0; i < block.size(); i += 4096)
    block[i] = static_cast<char>(i);
  const auto after = read_resources();
  CHECK(after.memory_mb - before.memory_mb == doctest::Approx(64).epsilon(0.2));
  CHECK(after.cpu_time > before.cpu_time);
  CHECK(block[4096] == 0);
  CHECK(usable_processors() >= 1);
  if (before.heap_mb)
    CHECK(*after.heap_mb - *before.heap_mb == doctest::Approx(64).epsilon(0.1));
}

TEST_CASE("a thread and an open file are counted") {
  const auto before = read_resources();
  REQUIRE(before.threads);
  REQUIRE(before.open_descriptors);
  const std::ifstream file("/proc/self/statm");
  std::jthread thread([](const std::stop_token& stop) {
    while (!stop.stop_requested())
      std::this_thread::sleep_for(1ms);
  });
  const auto during = read_resources();
  CHECK(*during.threads == *before.threads + 1);
  CHECK(*during.open_descriptors == *before.open_descriptors + 1);
}

TEST_SUITE_END();
