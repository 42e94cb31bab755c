#include "scenario_runs.hpp"

#include "scenario/read_scenario.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

/// As scenario files are read, on the virtual clock with a service time of 1 ms.
run_result run_text(const std::string& text) {
  const auto s = parse_scenario("clock = \"virtual\"\nduration = \"20s\"\n[extractor]\n"
                                "service = \"constant(1ms)\"\n" +
                                    text,
                                "test.toml");
  REQUIRE_MESSAGE(s, to_text(s.error().front()));
  return run(*s);
}

const std::string constant = "[load]\npattern = \"constant\"\nrps = 100\narrivals = \"uniform\"\n";

} // namespace

TEST_SUITE_BEGIN("actors/load_shapes");

TEST_CASE("every shape issues what it expects, second by second") {
  const auto r = run_text("[load]\npattern = \"stages\"\narrivals = \"uniform\"\n"
                          "[[load.stage]]\nduration = \"5s\"\nrps = 20\n"
                          "[[load.stage]]\nduration = \"10s\"\nstart_rps = 20\nend_rps = 60\n");
  check_conserved(r);
  CHECK(r.outcomes.issued == 100 + 400 + 300);
  CHECK(r.intervals.at(0).counts.issued == 20);
  CHECK(r.intervals.at(19).counts.issued == 60);
  CHECK(run_text("[load]\npattern = \"ramp\"\narrivals = \"uniform\"\nstart_rps = 0\nend_rps = 100\n")
            .outcomes.issued == 1000);
  CHECK(run_text("[load]\npattern = \"step\"\narrivals = \"uniform\"\nstep_rps = [10, 20]\n"
                 "step_duration = \"4s\"\n")
            .outcomes.issued == 40 + 320);
}

TEST_CASE("one seed of its own changes the arrivals and nothing else") {
  const std::string poisson = "[load]\npattern = \"constant\"\nrps = 100\n";
  const auto a = run_text(poisson);
  const auto b = run_text(poisson + "[seeds]\narrivals = 99\n");
  CHECK(a.outcomes.issued != b.outcomes.issued);
  CHECK(b.seeds == std::vector<std::pair<std::string, std::uint64_t>>{{"arrivals", 99}});
  CHECK(run_text(poisson + "[seeds]\narrivals = 99\n").event_digest == b.event_digest);
  CHECK(run_text(poisson + "[seeds]\nservice = 99\n").outcomes.issued == a.outcomes.issued);
}

TEST_CASE("windows slide over the run, and the worst of them decides") {
  const auto r = run_text(constant + "[[require]]\nthat = \"latency_p50 < 10 ms over 5s after 2s\"\n"
                                     "[[require]]\nthat = \"throughput_rps >= 101 over 5s\"\n"
                                     "severity = \"warning\"\n");
  CHECK(r.verdict == verdict::passed);
  REQUIRE(r.requirements.at(0).windows);
  CHECK(r.requirements[0].windows->windows == 14);
  CHECK(r.requirements[1].windows->windows == 16);
  CHECK(r.requirements[1].windows->violated == 16);
}

TEST_CASE("a requirement with abort ends the run when it is lost") {
  const auto r = run_text(constant + "[[require]]\nthat = \"latency_max < 500 us\"\nabort = true\n");
  CHECK(r.verdict == verdict::failed);
  CHECK(r.aborted == "latency_max < 500 us");
  CHECK_FALSE(r.interrupted);
  CHECK(r.measured <= 2s);
  CHECK(r.outcomes.issued == r.outcomes.ended());
  const auto held = run_text(constant + "[[require]]\nthat = \"latency_max < 500 ms\"\nabort = true\n");
  CHECK(held.verdict == verdict::passed);
  CHECK(held.measured == 20s);
  CHECK_FALSE(held.aborted);
}

TEST_CASE("popular windows are what a cache can answer, and several lengths run together") {
  const auto fed = run_text(constant);
  const auto popular = run_text(constant + "popularity = \"zipf\"\nzipf_exponent = 1.5\n");
  CHECK(*fed.metric("cache_hit_rate") == 0);
  CHECK(*popular.metric("cache_hit_rate") > 0.5);
  const auto mixed = run_text(constant + "window = [{bars = 30}, {bars = 120, weight = 2}]\n");
  check_conserved(mixed);
  CHECK(mixed.outcomes.successful() == mixed.outcomes.issued);
}

TEST_SUITE_END();
