#include "load/request_source.hpp"

#include <doctest/doctest.h>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

request_source source_of(const load_pattern& pattern, const load_progress& before = {}) {
  return request_source(pattern, 1s, 10s, random_stream(3, "arrivals"), before);
}

load_pattern closed_pattern(std::uint32_t concurrency, std::uint32_t requests) {
  load_pattern p;
  p.shape = load_shape::closed;
  p.concurrency = concurrency;
  p.requests = requests;
  return p;
}

} // namespace

TEST_SUITE_BEGIN("load/request_source");

TEST_CASE("a schedule takes no notice of the answers, and a successor goes on where it was") {
  const load_pattern p;
  arrival_schedule schedule(p, 1s, 10s, random_stream(3, "arrivals"));
  auto source = source_of(p);
  CHECK_FALSE(source.is_closed());
  source.begin(run_start - 1s);
  for (int i = 0; i < 300; ++i, source.pop(), schedule.pop()) {
    CHECK(source.peek() == schedule.peek());
    source.ended(*source.peek(), *source.peek() + 1ms, 1s);
  }
  CHECK(source.progress().taken == 300);
  CHECK(source_of(p, source.progress()).peek() == schedule.peek());
  CHECK_FALSE(source.is_exhausted());
}

TEST_CASE("users of a killed issuer come back when there is another, for what is left of their requests") {
  auto source = source_of(closed_pattern(2, 3));
  CHECK(source.is_closed());
  source.begin(run_start);
  source.pop();
  source.pop();
  CHECK(source.progress().taken == 2);
  CHECK(source.progress().measured == 2);
  auto next = source_of(closed_pattern(2, 3), source.progress());
  CHECK_FALSE(next.peek());
  next.begin(run_start + 2s);
  CHECK(next.peek() == run_start + 2s);
  next.pop();
  CHECK(next.is_exhausted());
  CHECK(next.progress().taken == 3);
}

TEST_SUITE_END();
