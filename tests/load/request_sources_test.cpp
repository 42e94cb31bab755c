#include "load/request_sources.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

request_source at_rate(double rps, std::uint64_t group, arrival_kind kind = arrival_kind::poisson) {
  load_pattern p;
  p.arrivals = kind;
  p.rps = rps;
  return request_source(p, 1s, 10s, random_stream(5, "arrivals").split(group));
}

std::vector<grouped_arrival> all_of(request_sources schedule) {
  std::vector<grouped_arrival> arrivals;
  for (; schedule.peek(); schedule.pop())
    arrivals.push_back(*schedule.peek());
  return arrivals;
}

std::vector<time_point> of_group(const std::vector<grouped_arrival>& arrivals, std::uint32_t group) {
  std::vector<time_point> times;
  for (const auto& a : arrivals)
    if (a.group == group)
      times.push_back(a.due);
  return times;
}

} // namespace

TEST_SUITE_BEGIN("load/request_sources");

TEST_CASE("groups are merged in the order of time, and none loses a request") {
  const auto arrivals = all_of(request_sources({at_rate(100, 0), at_rate(7, 1), at_rate(50, 2)}));
  CHECK(std::ranges::is_sorted(arrivals, {}, &grouped_arrival::due));
  for (std::uint32_t g = 0; g < 3; ++g) {
    const double rates[] = {100, 7, 50};
    std::vector<time_point> own;
    for (auto s = at_rate(rates[g], g); s.peek(); s.pop())
      own.push_back(*s.peek());
    CHECK(of_group(arrivals, g) == own);
  }
}

TEST_CASE("a group more leaves the others as they were") {
  const auto two = all_of(request_sources({at_rate(100, 0), at_rate(7, 1)}));
  const auto three = all_of(request_sources({at_rate(100, 0), at_rate(7, 1), at_rate(300, 2)}));
  CHECK(of_group(two, 0) == of_group(three, 0));
  CHECK(of_group(two, 1) == of_group(three, 1));
}

TEST_CASE("of those due together the first group goes first") {
  const auto arrivals =
      all_of(request_sources({at_rate(1, 0, arrival_kind::uniform), at_rate(2, 1, arrival_kind::uniform)}));
  CHECK(arrivals[0] == grouped_arrival{run_start - 1s, 0});
  CHECK(arrivals[1] == grouped_arrival{run_start - 1s, 1});
  CHECK(arrivals[2] == grouped_arrival{run_start - 500ms, 1});
  CHECK(arrivals.size() == 11 + 22);
}

TEST_CASE("users who wait for answers stand beside schedules") {
  load_pattern users;
  users.shape = load_shape::closed;
  request_sources sources({at_rate(1, 0, arrival_kind::uniform),
                           request_source(users, 1s, 10s, random_stream(5, "arrivals").split(1))});
  CHECK(sources.is_closed());
  sources.begin(run_start - 500ms);
  CHECK(sources.peek() == grouped_arrival{run_start - 1s, 0});
  sources.pop();
  CHECK(sources.peek() == grouped_arrival{run_start - 500ms, 1});
  sources.pop();
  CHECK(sources.peek() == grouped_arrival{run_start, 0});
  sources.ended(1, run_start - 500ms, run_start - 300ms, 100ms);
  CHECK(sources.peek() == grouped_arrival{run_start - 200ms, 1});
  sources.pop();
  sources.pop();
  CHECK(sources.peek() == grouped_arrival{run_start + 1s, 0});
  sources.ended(1, run_start - 200ms, run_start - 150ms, 0ms);
  // Learnt of late: the order of time stays.
  CHECK(sources.peek() == grouped_arrival{run_start, 1});
  CHECK(sources.progress().at(0).taken == 2);
  CHECK_FALSE(sources.is_exhausted());
  CHECK_FALSE(request_sources({}).peek());
}

TEST_SUITE_END();
