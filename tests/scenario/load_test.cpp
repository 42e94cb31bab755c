#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/load");

namespace {

std::string constant(const std::string& rps) {
  return problems_of("[load]\npattern = \"constant\"\nrps = " + rps);
}

std::string spike(const std::string& length, const std::string& every) {
  return problems_of("[load]\npattern = \"spike\"\nbase_rps = 0\nspike_rps = 400\nspike_duration = " +
                     length + "\nspike_every = " + every);
}

} // namespace

TEST_CASE("a rate is a positive, finite number") {
  const std::string rps =
      "scenarios/bad.toml:3:7: 'load.rps' must be a number above 0, at most 10000000, got ";
  CHECK(constant("0") == rps + "0");
  CHECK(constant("-5") == rps + "-5");
  CHECK(constant("nan") == rps + "nan");
  CHECK(constant("-nan") == rps + "nan");
  CHECK(constant("inf") == rps + "inf");
  CHECK(constant("1e300") == rps + "1e+300");
  CHECK(constant("\"fast\"") == rps + "\"fast\"");
  CHECK(constant("0.5") == "");
}

TEST_CASE("a share lies between 0 and 1") {
  const std::string ratio = "scenarios/bad.toml:4:16: 'load.repeat_ratio' must be a number from 0 to 1, got ";
  CHECK(problems_of(load + "repeat_ratio = 1.5") == ratio + "1.5");
  CHECK(problems_of(load + "repeat_ratio = -0.1") == ratio + "-0.1");
  CHECK(problems_of(load + "repeat_ratio = 1") == "");
}

TEST_CASE("a burst ends before the next begins") {
  CHECK(spike("\"2s\"", "\"10s\"") == "");
  CHECK(spike("\"10s\"", "\"10s\"") == "scenarios/bad.toml:5:18: 'load.spike_duration' must be shorter than "
                                       "'load.spike_every' (10s), got \"10s\"");
  CHECK(spike("\"0s\"", "\"10s\"") ==
        "scenarios/bad.toml:5:18: 'load.spike_duration' must be from 1ms to 1000h, got \"0s\"");
}

TEST_CASE("a pattern misses its keys at its table") {
  CHECK(problems_of("seed = 1\n\n[load]\npattern = \"constant\"") ==
        "scenarios/bad.toml:3:1: 'load.rps' is missing: pattern = \"constant\" needs it");
  CHECK(problems_of("[load]\npattern = \"spike\"\nbase_rps = 50\nspike_duration = \"2s\"") ==
        "scenarios/bad.toml:1:1: 'load.spike_rps' is missing: pattern = \"spike\" needs it\n"
        "scenarios/bad.toml:1:1: 'load.spike_every' is missing: pattern = \"spike\" needs it");
}

TEST_CASE("a key of another pattern says which it is for") {
  CHECK(problems_of(load + "spike_rps = 400") ==
        "scenarios/bad.toml:4:1: 'load.spike_rps' is only for pattern = \"spike\"");
}

TEST_CASE("where the pattern is wrong, nothing is guessed about its keys") {
  CHECK(problems_of("[load]\npattern = \"spkie\"\nspike_rps = 5") ==
        "scenarios/bad.toml:2:11: 'load.pattern' must be \"constant\", \"ramp\", \"step\", \"spike\", "
        "\"stages\", \"replay\" or \"closed\", got \"spkie\"; did you mean \"spike\"?");
}

TEST_CASE("a burstiness is for gamma arrivals, and they need it") {
  CHECK(problems_of(load + "arrivals = \"gamma\"\nburstiness = 2") == "");
  CHECK(problems_of(load + "arrivals = \"gamma\"") ==
        "scenarios/bad.toml:1:1: 'load.burstiness' is missing: arrivals = \"gamma\" needs it");
  CHECK(problems_of(load + "burstiness = 2") ==
        "scenarios/bad.toml:4:1: 'load.burstiness' is only for arrivals = \"gamma\"");
  CHECK(problems_of(load + "arrivals = \"gamma\"\nburstiness = 0") ==
        "scenarios/bad.toml:5:14: 'load.burstiness' must be a number from 0.01 to 10, got 0");
}

TEST_CASE("a closed load has users, and neither a rate nor arrivals of its own") {
  const std::string closed = "[load]\npattern = \"closed\"\n";
  CHECK(problems_of(closed + "concurrency = 5") == "");
  CHECK(problems_of(closed + "concurrency = 5\nrequests = 5\nthink_time = \"0s\"") == "");
  CHECK(problems_of(closed + "concurrency = 5\nthink_time = \"lognormal(10ms, 0.5)\"") == "");
  CHECK(problems_of(closed) ==
        "scenarios/bad.toml:1:1: 'load.concurrency' is missing: pattern = \"closed\" needs it");
  CHECK(problems_of(closed + "concurrency = 5\nrps = 5\narrivals = \"uniform\"") ==
        "scenarios/bad.toml:4:1: 'load.rps' is only for pattern = \"constant\"\n"
        "scenarios/bad.toml:5:1: 'load.arrivals' is not for pattern = \"closed\"");
  CHECK(problems_of(closed + "concurrency = 5\nrequests = 4") ==
        "scenarios/bad.toml:4:12: 'load.requests' must be at least 'load.concurrency' (5), got 4: some users "
        "would have none");
  CHECK(problems_of(closed + "concurrency = 0\nrequests = 0") ==
        "scenarios/bad.toml:3:15: 'load.concurrency' must be a whole number from 1 to 100000, got 0\n"
        "scenarios/bad.toml:4:12: 'load.requests' must be a whole number from 1 to 1000000000, got 0");
}

TEST_CASE("users, their requests and their pauses are of a closed load only") {
  CHECK(problems_of(load + "requests = 7\nconcurrency = 5\nthink_time = \"1ms\"") ==
        "scenarios/bad.toml:4:1: 'load.requests' is only for pattern = \"closed\"\n"
        "scenarios/bad.toml:5:1: 'load.concurrency' is only for pattern = \"closed\"\n"
        "scenarios/bad.toml:6:1: 'load.think_time' is only for pattern = \"closed\"");
}

TEST_CASE("a pause is a duration or a distribution of them") {
  const std::string users = "[load]\npattern = \"closed\"\nconcurrency = 5\nthink_time = ";
  const std::string expected =
      "scenarios/bad.toml:4:14: 'load.think_time' must be a duration such as \"30s\", "
      "or one that is drawn, such as \"exponential(10ms)\", got ";
  CHECK(problems_of(users + "5") == expected + "5");
  CHECK(problems_of(users + "\"-1s\"") == expected + "\"-1s\"");
  CHECK(problems_of(users + "\"soon\"") == expected + "\"soon\"");
  CHECK(problems_of(users + "\"measured(x.json)\"") ==
        "scenarios/bad.toml:4:14: 'load.think_time' is in no calibration; use constant, exponential or "
        "lognormal");
  CHECK(problems_of(users + "\"exponental(1ms)\"") ==
        "scenarios/bad.toml:4:14: 'load.think_time': unknown service model 'exponental'; did you mean "
        "'exponential'?");
}

TEST_CASE("a number of requests has the time it may take, where none is given") {
  const std::string users = "[extractor]\ntimeout = \"500ms\"\n[load]\npattern = \"closed\"\n"
                            "concurrency = 2\nrequests = 100\n";
  const auto s = parse_scenario(users, "test.toml", {});
  REQUIRE(s);
  CHECK(s->duration_measured == std::chrono::seconds(50 * 1 / 2 + 10));
  const auto limited = parse_scenario("duration = \"3s\"\n" + users, "test.toml", {});
  REQUIRE(limited);
  CHECK(limited->duration_measured == std::chrono::seconds(3));
}

TEST_SUITE_END();
