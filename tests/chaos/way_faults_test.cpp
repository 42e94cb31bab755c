#include "chaos/way_faults.hpp"

#include <cmath>
#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

constexpr time_point now{1s};

fault_spec spec_of(fault_kind kind, double probability = 1) {
  fault_spec spec;
  spec.what = kind;
  spec.probability = probability;
  return spec;
}

const random_stream stream(1, "faults");
const way_faults::effect nobody = [](std::size_t) {};

} // namespace

TEST_SUITE_BEGIN("chaos/way_faults");

TEST_CASE("a message meets what is at work, and only that") {
  way_faults way;
  CHECK(way.decide(1, now, nobody).passes());
  way.begin(3, spec_of(fault_kind::drop), stream);
  std::vector<std::size_t> affected;
  CHECK(way.decide(1, now, [&](std::size_t firing) { affected.push_back(firing); }).dropped);
  CHECK(affected == std::vector<std::size_t>{3});
  way.end(3);
  CHECK_FALSE(way.any());
  CHECK(way.decide(1, now, nobody).passes());
}

TEST_CASE("a probability is the share of messages that are hit, whatever else is drawn") {
  for (const double probability : {0.01, 0.3, 0.9}) {
    way_faults way;
    way.begin(0, spec_of(fault_kind::duplicate, probability), stream);
    constexpr int messages = 100'000;
    double copied = 0;
    for (int i = 0; i < messages; ++i)
      copied += way.decide(1, now, nobody).copies - 1;
    // Five standard deviations.
    CHECK(copied / messages == doctest::Approx(probability)
                                   .epsilon(0)
                                   .scale(1)
                                   .epsilon(5 * std::sqrt(probability * (1 - probability) / messages)));
  }
}

TEST_CASE("what is dropped meets no later fault, and copies are late together") {
  way_faults way;
  auto late = spec_of(fault_kind::delay);
  late.extra = 20ms;
  way.begin(0, spec_of(fault_kind::duplicate), stream);
  way.begin(1, late, stream);
  const auto fate = way.decide(1, now, nobody);
  CHECK(fate.copies == 2);
  CHECK(fate.delay == 20ms);
  way.begin(2, spec_of(fault_kind::drop), stream);
  way.begin(3, spec_of(fault_kind::pause), stream);
  CHECK(way.holds());
  const auto lost = way.decide(1, now, nobody);
  CHECK(lost.dropped);
  CHECK_FALSE(lost.held);
}

TEST_CASE("jitter stays within its bounds and never sends a message into the past") {
  way_faults way;
  auto late = spec_of(fault_kind::delay);
  late.extra = 5ms;
  late.jitter = 10ms;
  way.begin(0, late, stream);
  duration shortest = 1h;
  duration longest{};
  for (int i = 0; i < 10'000; ++i) {
    const auto delay = way.decide(1, now, nobody).delay;
    shortest = std::min(shortest, delay);
    longest = std::max(longest, delay);
  }
  CHECK(shortest == 0ms);
  CHECK(longest <= 15ms);
  CHECK(longest > 14ms);
}

TEST_CASE("slow messages do not overtake each other") {
  way_faults way;
  auto slow = spec_of(fault_kind::slow);
  slow.extra = 20ms;
  slow.jitter = 20ms;
  way.begin(0, slow, stream);
  time_point before = time_point::min();
  for (int i = 0; i < 1000; ++i) {
    const auto sent = now + i * 1ms;
    const auto arrives = sent + way.decide(1, sent, nobody).delay;
    CHECK(arrives >= before);
    before = arrives;
  }
}

TEST_CASE("a throttle lets its rate pass, requests and not messages, and answers go by") {
  way_faults way;
  auto throttle = spec_of(fault_kind::throttle);
  throttle.rate = 100;
  way.begin(0, throttle, stream);
  CHECK(way.decide(0, now, nobody).delay == 0ms);
  CHECK(way.decide(1, now, nobody).delay == 10ms);
  CHECK(way.decide(5, now, nobody).delay == 60ms);
  // After a rest the line is empty again.
  CHECK(way.decide(1, now + 1s, nobody).delay == 10ms);
}

TEST_SUITE_END();
