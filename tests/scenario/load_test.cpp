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
        "\"stages\" or \"replay\", got \"spkie\"; did you mean \"spike\"?");
  CHECK(problems_of("[load]\npattern = \"closed\"\nrps = 5") ==
        "scenarios/bad.toml:2:11: 'load.pattern' = \"closed\" is not supported yet; use \"constant\", "
        "\"ramp\", \"step\", \"spike\", \"stages\" or \"replay\"");
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

TEST_SUITE_END();
