// Faults that come back, that are drawn, or both.
#include "chaos/fault_check.hpp"
#include "chaos/fault_plan.hpp"
#include "chaos/fault_times.hpp"

#include <algorithm>
#include <doctest/doctest.h>
#include <map>
#include <set>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

using names = std::vector<std::string>;

/// Eight workers in two zones, 60 s measured, restarts after 100 ms.
const fault_bounds bounds{8, true, true, 60s, 100ms, {{"near", 0, 3}, {"far", 3, 5}}};

fault_plan plan_of(std::initializer_list<const char*> texts, std::uint64_t seed = 1) {
  std::vector<fault_spec> faults;
  for (const auto* text : texts)
    faults.push_back(parse_fault(text).value());
  REQUIRE(check_faults(faults, bounds).empty());
  return {faults, bounds, random_stream(seed, "faults")};
}

std::vector<double> times_of(const fault_plan& plan) {
  std::vector<double> times;
  for (const auto& f : plan.faults())
    times.push_back(in_seconds(f.at));
  return times;
}

bool same(const fault_plan& a, const fault_plan& b) {
  return std::ranges::equal(a.faults(), b.faults(), [](const planned_fault& x, const planned_fault& y) {
    return x.spec == y.spec && x.at == y.at && x.heals == y.heals && x.instances == y.instances &&
           x.senders == y.senders;
  });
}

} // namespace

TEST_SUITE_BEGIN("chaos/fault_firings");

TEST_CASE("what comes back does so until it could not heal any more, or as it says") {
  using seconds = std::vector<double>;
  CHECK(times_of(plan_of({"pause cache at 5s for 2s every 20s"})) == seconds{5, 25, 45});
  CHECK(times_of(plan_of({"pause cache at 5s for 14999ms every 20s"})) == seconds{5, 25, 45});
  CHECK(times_of(plan_of({"pause cache at 5s for 15s every 20s"})) == seconds{5, 25});
  CHECK(times_of(plan_of({"pause cache at 5s for 2s every 20s until 25s"})) == seconds{5, 25});
  CHECK(times_of(plan_of({"pause cache at 5s for 2s every 20s until 24s"})) == seconds{5});
  CHECK(times_of(plan_of({"flush cache at 0s every 30s"})) == seconds{0, 30});
  CHECK(times_of(plan_of({"kill cache at 19.95s every 20s"})) == seconds{19.95, 39.95});
}

TEST_CASE("what comes back leaves time to recover at the run's end, unless it says until when") {
  auto roomy = bounds;
  roomy.recovered_after = 1s;
  const auto firings = [&](const char* text) {
    const std::vector faults{parse_fault(text).value()};
    REQUIRE(check_faults(faults, roomy).empty());
    return times_of({faults, roomy, random_stream(1, "faults")});
  };
  using seconds = std::vector<double>;
  CHECK(firings("pause cache at 5s for 14s every 20s") == seconds{5, 25});
  CHECK(firings("pause cache at 5s for 13999ms every 20s") == seconds{5, 25, 45});
  CHECK(firings("pause cache at 5s for 14s every 20s until 45s") == seconds{5, 25, 45});
  // The first one is there because it was asked for.
  CHECK(firings("pause cache at 59s for 500ms every 20s") == seconds{59});
}

TEST_CASE("firings of several faults come in the order of their times") {
  const auto plan =
      plan_of({"pause cache at 5s for 2s every 20s", "flush cache at 25s", "kill fallback at 1s"});
  CHECK(times_of(plan) == std::vector<double>{1, 5, 25, 25, 45});
  CHECK(plan.faults()[2].spec.what == fault_kind::pause);
  CHECK(plan.faults()[3].spec.what == fault_kind::flush);
}

TEST_CASE("what has a length says when it heals; what has none leaves it open") {
  const auto plan =
      plan_of({"pause cache at 5s for 2s every 20s", "kill fallback at 6s", "flush cache at 7s"});
  CHECK(plan.faults()[0].heals == run_start + 7s);
  CHECK_FALSE(plan.faults()[1].heals);
  CHECK_FALSE(plan.faults()[2].heals);
  CHECK(plan.faults()[3].heals == run_start + 27s);
}

TEST_CASE("a target names its instances") {
  const auto hit = [](const char* text) { return plan_of({text}).faults()[0].instances; };
  CHECK(hit("pause zone[near] at 1s for 1s") == names{"extractor[0]", "extractor[1]", "extractor[2]"});
  CHECK(hit("unload model at 1s for 1s").size() == 8);
  CHECK(hit("kill all at 1s for 1s").size() == 4 + 8);
  CHECK(hit("pause all at 1s for 1s").size() == 3 + 8);
  CHECK(hit("slow all x2 at 1s for 1s").size() == 1 + 8);
  CHECK(hit("skew clock of all by 1s at 1s for 1s") == names{"dispatcher", "cache"});
  CHECK(hit("flush cache at 1s") == names{"cache"});
}

TEST_CASE("what is switched off is no part of all") {
  auto bare = bounds;
  bare.cache_enabled = bare.fallback_enabled = false;
  const std::vector faults{parse_fault("kill all at 1s for 1s").value()};
  const fault_plan plan(faults, bare, random_stream(1, "faults"));
  CHECK(plan.faults()[0].instances.size() == 2 + 8);
}

TEST_CASE("messages have senders as well") {
  const auto plan = plan_of({"drop 5% from extractor[2] to dispatcher at 1s for 1s",
                             "delay from dispatcher to all by 1ms at 2s for 1s",
                             "reorder 5% from all to cache at 3s for 1s"});
  CHECK(plan.faults()[0].senders == names{"extractor[2]"});
  CHECK(plan.faults()[0].instances == names{"dispatcher"});
  CHECK(plan.faults()[1].senders == names{"dispatcher"});
  CHECK(plan.faults()[1].instances.size() == 3 + 8);
  CHECK(plan.faults()[2].senders == names{"dispatcher"});
  CHECK(plan.faults()[2].instances == names{"cache"});
}

TEST_CASE("[any] is one extractor and a share that many, each as often as the others") {
  std::map<std::string, int> any, half;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const auto plan =
        plan_of({"kill extractor[any] at 1s every 10s", "pause extractor[50%] at 5s for 1s every 10s"}, seed);
    for (const auto& f : plan.faults()) {
      const bool kills = f.spec.what == fault_kind::kill;
      CHECK(f.instances.size() == (kills ? 1 : 4));
      CHECK(std::set<std::string>(f.instances.begin(), f.instances.end()).size() == f.instances.size());
      CHECK(std::ranges::is_sorted(f.instances));
      for (const auto& i : f.instances)
        ++(kills ? any : half)[i];
    }
  }
  // 200 seeds with 6 firings each, over 8 extractors: 150 are expected, 600 of the half.
  CHECK(any.size() == 8);
  for (const auto& [name, count] : any)
    CHECK_MESSAGE((count > 100 && count < 200), name);
  for (const auto& [name, count] : half)
    CHECK_MESSAGE((count > 520 && count < 680), name);
}

TEST_CASE("a share is one extractor at least") {
  CHECK(plan_of({"kill extractor[0.1%] at 1s"}).faults()[0].instances.size() == 1);
  CHECK(plan_of({"kill extractor[30%] at 1s"}).faults()[0].instances.size() == 2);
  CHECK(plan_of({"kill extractor[100%] at 1s"}).faults()[0].instances.size() == 8);
}

TEST_CASE("random times keep to the run, heal in between, and have their mean") {
  double firings = 0;
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    CAPTURE(seed);
    const auto plan = plan_of({"pause cache from 5s mean every 4s for 1s until 50s"}, seed);
    REQUIRE_FALSE(plan.faults().empty());
    CHECK(plan.faults().front().at >= run_start + 5s);
    CHECK(plan.faults().back().at <= run_start + 50s);
    for (std::size_t i = 1; i < plan.faults().size(); ++i)
      CHECK(plan.faults()[i].at > *plan.faults()[i - 1].heals);
    firings += static_cast<double>(plan.faults().size());
  }
  // 45 s from the end of a first pause of 3 s on average, one every 4 s.
  CHECK(firings / 500 == doctest::Approx(11.4).epsilon(0.03));
}

TEST_CASE("a fault with random times fires at least once, and heals within the run") {
  for (std::uint64_t seed = 1; seed <= 500; ++seed) {
    const auto plan = plan_of({"pause cache from 50s mean every 1h for 9s"}, seed);
    REQUIRE_FALSE(plan.faults().empty());
    for (const auto& f : plan.faults()) {
      CHECK(f.at >= run_start + 50s);
      CHECK(*f.heals < run_start + 60s);
    }
  }
}

TEST_CASE("the same seed gives the same plan, and another another") {
  const auto plan = [](std::uint64_t seed) {
    return plan_of({"kill extractor[any] mean every 5s", "pause cache mean every 10s for 1s"}, seed);
  };
  int others = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    CHECK(same(plan(seed), plan(seed)));
    others += same(plan(seed), plan(seed + 1)) ? 0 : 1;
  }
  CHECK(others == 100);
}

TEST_CASE("a fault at the end of the list leaves the draws of the others") {
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const auto alone = plan_of({"kill extractor[any] mean every 5s"}, seed);
    const auto beside =
        plan_of({"kill extractor[any] mean every 5s", "pause cache mean every 10s for 1s"}, seed);
    std::vector<planned_fault> kills;
    std::ranges::copy_if(beside.faults(), std::back_inserter(kills),
                         [](const planned_fault& f) { return f.spec.what == fault_kind::kill; });
    REQUIRE(kills.size() == alone.faults().size());
    for (std::size_t i = 0; i < kills.size(); ++i) {
      CHECK(kills[i].at == alone.faults()[i].at);
      CHECK(kills[i].instances == alone.faults()[i].instances);
    }
  }
}

TEST_CASE("other times hit the same extractors in turn, and other targets at the same times") {
  const auto a = plan_of({"kill extractor[any] at 1s every 5s"});
  const auto b = plan_of({"kill extractor[any] at 2s every 6s"});
  for (std::size_t i = 0; i < b.faults().size(); ++i)
    CHECK(a.faults()[i].instances == b.faults()[i].instances);
  CHECK(times_of(plan_of({"kill extractor[any] mean every 5s"})) ==
        times_of(plan_of({"kill cache mean every 5s"})));
}

TEST_SUITE_END();
