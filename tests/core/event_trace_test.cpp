#include "core/event_trace.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

void play(event_trace& trace, std::initializer_list<event> events) {
  trace.name_actor(1, "dispatcher");
  trace.name_message(7, "arrivals");
  for (const auto& e : events)
    trace.add(e);
}

} // namespace

TEST_SUITE_BEGIN("core/event_trace");

TEST_CASE("equal events have equal digests; time, actor, message and order all count") {
  const auto digest = [](std::initializer_list<event> events) {
    event_trace trace;
    play(trace, events);
    return trace.digest();
  };
  const auto base = digest({{1ms, 1, 7}, {2ms, 2, 8}});
  CHECK(base == digest({{1ms, 1, 7}, {2ms, 2, 8}}));
  CHECK(base != digest({{1ms, 1, 7}}));
  CHECK(base != digest({{2ms, 2, 8}, {1ms, 1, 7}}));
  CHECK(base != digest({{1ms, 1, 7}, {3ms, 2, 8}}));
  CHECK(base != digest({{1ms, 1, 7}, {2ms, 3, 8}}));
  CHECK(base != digest({{1ms, 1, 7}, {2ms, 2, 9}}));
}

TEST_CASE("the first event that diverged is named with time, actor and message") {
  event_trace first;
  first.keep();
  play(first, {{1ms, 1, 7}, {2ms, 1, 7}, {3ms, 1, 7}});

  event_trace same;
  same.compare_with(first);
  play(same, {{1ms, 1, 7}, {2ms, 1, 7}, {3ms, 1, 7}});
  CHECK_FALSE(same.divergence());

  event_trace other;
  other.compare_with(first);
  play(other, {{1ms, 1, 7}, {2500us, 1, 9}, {3ms, 1, 7}});
  CHECK(other.divergence() ==
        "event 1: first dispatcher got arrivals at 2ms; then dispatcher got #9 at 2.5ms");

  event_trace shorter;
  shorter.compare_with(first);
  play(shorter, {{1ms, 1, 7}});
  CHECK(shorter.divergence() == "event 1: first dispatcher got arrivals at 2ms; then the run was over");
}

TEST_SUITE_END();
