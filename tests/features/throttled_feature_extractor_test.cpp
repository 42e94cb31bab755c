#include "features/throttled_feature_extractor.hpp"

#include <doctest/doctest.h>

#include <ctime>
#include <new>
#include <thread>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// Computes for so long, or gets no memory.
class busy_extractor final : public feature_extractor {
public:
  explicit busy_extractor(duration work) : work_(work) {}

  std::string_view name() const noexcept override { return "busy"; }
  std::size_t feature_count() const noexcept override { return 1; }
  std::size_t window_length_min() const noexcept override { return 10; }
  void extract(std::span<const window_view>, std::span<extraction>, std::stop_token) override {
    timespec t{};
    const auto computed = [&t] {
      clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
      return std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec);
    };
    for (const auto until = computed() + work_; computed() < until;) {
    }
    if (is_out_of_memory)
      throw std::bad_alloc();
  }

  bool is_out_of_memory = false;

private:
  duration work_;
};

duration time_of(feature_extractor& e, const std::stop_token& stop = {}) {
  const auto began = std::chrono::steady_clock::now();
  e.extract({}, {}, stop);
  return std::chrono::steady_clock::now() - began;
}

} // namespace

TEST_SUITE_BEGIN("features/throttled_feature_extractor");

TEST_CASE("a batch takes as long as on a slower processor") {
  const auto budget = std::make_shared<shared_cpu_budget>(0.1);
  const auto e = make_throttled([] { return std::make_unique<busy_extractor>(5ms); }, budget);
  CHECK(e->name() == "busy");
  // What little time there was before it may be taken at once.
  CHECK(time_of(*e) + time_of(*e) >= 90ms);
  CHECK(budget->throttling().times == 2);
  CHECK(budget->throttling().waited >= 70ms);
}

TEST_CASE("a budget that is large enough holds nobody") {
  const auto budget = std::make_shared<shared_cpu_budget>(8);
  const auto e = make_throttled([] { return std::make_unique<busy_extractor>(5ms); }, budget);
  time_of(*e);
  CHECK(budget->throttling().times == 0);
  CHECK(budget->throttling().waited == 0ms);
}

TEST_CASE("a batch that threw is paid for by the next") {
  const auto budget = std::make_shared<shared_cpu_budget>(0.1);
  auto inner = std::make_unique<busy_extractor>(5ms);
  auto& busy = *inner;
  const auto e = make_throttled([&] { return std::move(inner); }, budget);
  busy.is_out_of_memory = true;
  CHECK_THROWS_AS(e->extract({}, {}), std::bad_alloc);
  busy.is_out_of_memory = false;
  CHECK(time_of(*e) >= 75ms);
}

TEST_CASE("who is told to stop waits no longer") {
  const auto budget = std::make_shared<shared_cpu_budget>(1e-6);
  const auto e = make_throttled([] { return std::make_unique<busy_extractor>(1ms); }, budget);
  std::stop_source stop;
  std::jthread killer([&] { stop.request_stop(); });
  CHECK(time_of(*e, stop.get_token()) < 60s);
}

TEST_SUITE_END();
