#include "report/comparison/comparability.hpp"

#include "../made_up_result.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace simrun::test;
using strings = std::vector<std::string>;

namespace {

run_result a_run() {
  auto r = made_up_result({});
  r.environment = {{"simrun", "0.1.0"}, {"caf", "0.17.6"}, {"cpu", "Xeon"}, {"cores", "2"}, {"git", "abc"}};
  return r;
}

template <class Change>
comparability with(Change change) {
  auto now = a_run();
  change(now);
  return compare_conditions(a_run(), now);
}

} // namespace

TEST_SUITE_BEGIN("report/comparability");

TEST_CASE("another build is what a comparison is for") {
  const auto found = with([](run_result& r) {
    r.environment[0].second = "0.2.0";
    r.environment[4].second = "def";
    r.started_at = "2027-01-01T00:00:00Z";
    r.metrics.front().second *= 2;
  });
  CHECK(found.comparable());
  CHECK(found.warnings.empty());
}

TEST_CASE("another scenario, clock, machine, plan of faults or processor limit is refused") {
  CHECK(with([](run_result& r) { r.scenario_name = "soak"; }).refusals ==
        strings{"Another scenario: 'soak', and 'spike' in the base."});
  CHECK(with([](run_result& r) { r.clock = "virtual"; }).refusals ==
        strings{"Another clock: 'virtual', and 'real' in the base."});
  CHECK(with([](run_result& r) { r.environment[2].second = "Epyc"; }).refusals ==
        strings{"Another cpu: 'Epyc', and 'Xeon' in the base."});
  CHECK(with([](run_result& r) { r.environment[3].second = "8"; }).refusals ==
        strings{"Another cores: '8', and '2' in the base."});
  CHECK(with([](run_result& r) { r.faults[0].text = "kill cache at 5s"; }).refusals ==
        strings{"The base has no fault 'kill cache at 5s'.",
                "The base has the fault 'kill extractor at 5s for 2s', the new run has not."});
  CHECK(with([](run_result& r) {
          r.cpu_limit = cpu_limit_record{0.5, "", {}};
        }).refusals == strings{"Another limit of processor time: '0.5 cores', and 'none' in the base."});
}

TEST_CASE("a run that was cut short, disturbed or broke is refused") {
  CHECK(with([](run_result& r) { r.interrupted = true; }).refusals ==
        strings{"The new run was interrupted."});
  CHECK(with([](run_result& r) { r.broken = true; }).refusals == strings{"The new run broke."});
  CHECK(with([](run_result& r) { r.aborted = "x"; }).refusals ==
        strings{"The new run ended early, as a requirement was lost."});
  CHECK(with([](run_result& r) {
          r.disturbed = true;
          r.invalid_reasons = {"The load generator was late."};
        }).refusals == strings{"The new run was disturbed. The load generator was late."});
  CHECK(with([](run_result& r) { r.search.emplace(); }).refusals ==
        strings{"The new run is a search: its numbers are those of its last probe alone."});
}

TEST_CASE("another seed, length, library, load or an invalid verdict is worth a warning") {
  const auto warned = [](auto change) {
    const auto found = with(change);
    CHECK(found.comparable());
    return found.warnings;
  };
  CHECK(warned([](run_result& r) { r.seed = 7; }) == strings{"Another seed: 7, and 42 in the base."});
  CHECK(warned([](run_result& r) { r.measured *= 2; }) ==
        strings{"Another length: 40.0 s, and 20.0 s in the base."});
  CHECK(warned([](run_result& r) { r.environment[1].second = "0.18"; }) ==
        strings{"Another caf: 0.18, and 0.17.6 in the base."});
  CHECK(warned([](run_result& r) {
          for (auto& [name, value] : r.metrics)
            value *= name == "offered_rps" ? 2 : 1;
        }) == strings{"Another load: 1,000/s offered, and 500/s in the base. Was a key overridden?"});
  CHECK(warned([](run_result& r) {
          r.verdict = verdict::invalid;
          r.invalid_reasons = {"Too few requests."};
        }) == strings{"The new run is invalid: Too few requests."});
}

TEST_CASE("on the virtual clock the machine makes no difference") {
  auto base = a_run(), now = a_run();
  base.clock = now.clock = "virtual";
  now.environment.erase(now.environment.begin() + 2, now.environment.end());
  CHECK(compare_conditions(base, now).comparable());
  CHECK(conditions_of(base) == conditions_of(now));
  CHECK(conditions_of(base) == "spike, virtual clock");
  CHECK(conditions_of(a_run()) == "spike, real clock, 2 cores of Xeon");
}

TEST_SUITE_END();
