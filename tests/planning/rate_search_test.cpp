#include "planning/rate_search.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <random>
#include <set>
#include <vector>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

using oracle = std::function<probe_outcome(const rate_probe&)>;

rate_search_limits limits() {
  return {.rps_min = 50,
          .rps_max = 10'000,
          .tolerance = 0.02,
          .probe = 10s,
          .probe_max = 80s,
          .warmup = 1s,
          .time_max = 100h};
}

std::vector<rate_probe> run(rate_search& search, const oracle& ask) {
  std::vector<rate_probe> asked;
  while (search.next()) {
    asked.push_back(*search.next());
    search.record(ask(asked.back()));
  }
  return asked;
}

oracle capacity_of(double rps) {
  return
      [rps](const rate_probe& p) { return p.rate_rps <= rps ? probe_outcome::held : probe_outcome::failed; };
}

} // namespace

TEST_SUITE_BEGIN("planning/rate_search");

TEST_CASE("an oracle that is never wrong is bracketed to the tolerance, and both ends are asked twice") {
  for (const double capacity : {50.0, 51.0, 99.0, 100.0, 772.0, 3456.0, 9999.0}) {
    CAPTURE(capacity);
    rate_search search(limits());
    const auto asked = run(search, capacity_of(capacity));
    const auto low = search.book().highest_held();
    const auto high = search.book().lowest_failed();
    REQUIRE(low);
    REQUIRE(high);
    CHECK(*low <= capacity);
    CHECK(*high > capacity);
    CHECK(*high <= *low * 1.02);
    CHECK(search.end() == search_end::narrowed);
    CHECK(search.book().confirmed(*low));
    CHECK(search.book().confirmed(*high));
    CHECK(asked.size() < 20);
    for (std::size_t i = 0; i < asked.size(); ++i)
      CHECK(asked[i].number == i);
  }
}

TEST_CASE("it doubles from the lowest rate, and no further than the highest") {
  auto l = limits();
  l.rps_max = 300;
  rate_search search(l);
  const auto asked = run(search, capacity_of(1e9));
  std::vector<double> rates;
  for (const auto& p : asked)
    rates.push_back(p.rate_rps);
  CHECK(rates == std::vector<double>{50, 100, 200, 300, 300});
  CHECK(search.end() == search_end::rps_max_held);
  CHECK(search.book().highest_held() == 300.0);
  CHECK_FALSE(search.book().lowest_failed());
}

TEST_CASE("where the lowest rate fails twice, nothing holds") {
  rate_search search(limits());
  CHECK(run(search, capacity_of(10)).size() == 2);
  CHECK(search.end() == search_end::rps_min_not_held);
  CHECK_FALSE(search.book().highest_held());
  CHECK(search.book().lowest_failed() == 50.0);
}

TEST_CASE("what does not decide is asked longer, up to the longest, and is the edge then") {
  auto l = limits();
  rate_search search(l);
  const auto asked = run(search, [](const rate_probe& p) {
    if (std::abs(p.rate_rps / 772 - 1) < 0.02)
      return probe_outcome::undecided;
    return p.rate_rps < 772 ? probe_outcome::held : probe_outcome::failed;
  });
  std::set<duration> lengths;
  for (const auto& p : asked)
    lengths.insert(p.length);
  CHECK(lengths == std::set<duration>{10s, 20s, 40s, 80s});
  const auto& book = search.book();
  REQUIRE(book.edge_begin());
  CHECK(*book.highest_held() < 772 * 0.98);
  CHECK(*book.lowest_failed() > 772 * 1.02);
  CHECK(*book.edge_begin() <= *book.highest_held() * 1.01);
  CHECK(*book.lowest_failed() <= *book.edge_end() * 1.01);
  CHECK(search.end() == search_end::narrowed);
}

TEST_CASE("an end that was luck is found out when it is asked again") {
  for (const bool lucky_pass : {true, false}) {
    CAPTURE(lucky_pass);
    int wrong = 1;
    rate_search search(limits());
    run(search, [&](const rate_probe& p) {
      const bool held = p.rate_rps <= 772;
      // The first answer past the truth, or short of it, is wrong.
      if (held != lucky_pass && std::abs(p.rate_rps / 772 - 1) < 0.1 && wrong-- > 0)
        return lucky_pass ? probe_outcome::held : probe_outcome::failed;
      return held ? probe_outcome::held : probe_outcome::failed;
    });
    CHECK(wrong < 1);
    CHECK(*search.book().highest_held() <= 772);
    CHECK(*search.book().lowest_failed() > 772);
  }
}

TEST_CASE("a disturbed probe is asked again and says nothing") {
  rate_search calm(limits());
  const auto undisturbed = run(calm, capacity_of(772));
  rate_search search(limits());
  std::uint32_t n = 0;
  const auto asked = run(search, [&](const rate_probe& p) {
    return n++ % 3 != 2 ? probe_outcome::disturbed : capacity_of(772)(p);
  });
  CHECK(asked.size() == 3 * undisturbed.size());
  CHECK(search.book().highest_held() == calm.book().highest_held());
  CHECK(search.book().lowest_failed() == calm.book().lowest_failed());
}

TEST_CASE("a rate that is disturbed three times in a row counts as one that can't be carried") {
  rate_search search(limits());
  const auto asked = run(search, [](const rate_probe& p) {
    return p.rate_rps > 772 ? probe_outcome::disturbed : probe_outcome::held;
  });
  CHECK(*search.book().highest_held() <= 772);
  CHECK(*search.book().lowest_failed() > 772);
  CHECK(search.end() == search_end::narrowed);
  CHECK(asked.size() < 40);
}

TEST_CASE("no probe begins that would not end in time, its warm-up included") {
  for (const duration time_max : {0s, 11s, 12s, 40s, 100s}) {
    auto l = limits();
    l.time_max = time_max;
    rate_search search(l);
    const auto asked = run(search, capacity_of(772));
    duration spent{};
    for (const auto& p : asked)
      spent += p.length + l.warmup;
    CHECK(spent <= time_max);
    CHECK(search.end() == search_end::out_of_time);
    CHECK(search.book().empty() == asked.empty());
  }
}

TEST_CASE("of a noisy oracle, the answer lies by the truth, and the search ends") {
  // Requests past the limit are 1 % at 772/s and grow twentyfold with each tenth of the rate, as in a queue;
  // a probe estimates the logarithm of their share with an error that falls with its length.
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  int covered = 0;
  for (int round = 0; round < 500; ++round) {
    rate_search search(limits());
    run(search, [&](const rate_probe& p) {
      const double error = 0.6 / std::sqrt(in_seconds(p.length) / 10);
      const double seen = 20 * (p.rate_rps / 772 - 1) + error * normal(random);
      if (std::abs(seen) < 2.33 * error)
        return probe_outcome::undecided;
      return seen < 0 ? probe_outcome::held : probe_outcome::failed;
    });
    const auto low = search.book().highest_held();
    const auto high = search.book().lowest_failed();
    REQUIRE(low);
    REQUIRE(high);
    CHECK(search.end() == search_end::narrowed);
    CHECK(std::abs(std::sqrt(*low * *high) / 772 - 1) < 0.05);
    covered += *low <= 772 && *high >= 772 ? 1 : 0;
  }
  CHECK(covered >= 490);
}

TEST_CASE("even pure chance is given up in the end") {
  std::mt19937_64 random(3);
  for (int round = 0; round < 200; ++round) {
    rate_search search(limits());
    const auto asked =
        run(search, [&](const rate_probe&) { return static_cast<probe_outcome>(random() % 4); });
    CHECK(asked.size() <= rate_search::probes_max);
  }
}

TEST_SUITE_END();
