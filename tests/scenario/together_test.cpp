#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("scenario/together");

TEST_CASE("the size of a synthetic market is no business of a file's") {
  CHECK(problems_of(load + "[market]\nsource = \"../data/sp500_daily_2000_2020.csv\"\nsymbols = 2") ==
        "scenarios/bad.toml:6:1: 'market.symbols' is only for source = \"synthetic\"");
}

TEST_CASE("a synthetic market holds a window and fits into memory") {
  CHECK(problems_of(load + "[market]\nwindow = 60\nbars = 50") ==
        "scenarios/bad.toml:6:8: 'market.bars' must be at least 'market.window' (60), got 50");
  CHECK(
      problems_of(load + "[market]\nsymbols = 5000\nbars = 5000") ==
      "scenarios/bad.toml:5:11: 'market.symbols' times 'market.bars' must be at most 10000000, got 25000000");
}

TEST_CASE("workers that are threads are fewer than workers that are numbers") {
  CHECK(problems_of(load + "[extractor]\nworkers = 257") ==
        "scenarios/bad.toml:5:11: 'extractor.workers' must be at most 256 on the real clock, got 257");
  CHECK(problems_of("clock = \"virtual\"\n" + load + "[extractor]\nworkers = 257") == "");
}

TEST_CASE("a calibration was made with windows of the scenario's length") {
  const std::string service = "service = \"measured(../tests/fixtures/calibration.json)\"\n";
  CHECK(problems_of(load + "[extractor]\n" + service + "[fallback]\n" + service) == "");
  CHECK(problems_of(load + "[extractor]\n" + service + "[market]\nwindow = 61") ==
        "scenarios/bad.toml:5:11: 'extractor.service' was measured with windows of 60 bars, not 61; 'simrun "
        "calibrate --window 61' measures those");
  CHECK(problems_of(load + "[fallback]\n" + service + "[market]\nwindow = 61") ==
        "scenarios/bad.toml:5:11: 'fallback.service' was measured with windows of 60 bars, not 61; 'simrun "
        "calibrate --window 61' measures those");
}

TEST_CASE("a timeout past the deadline would never come") {
  CHECK(problems_of(load + "[dispatcher]\nattempt_timeout = \"600ms\"") ==
        "scenarios/bad.toml:5:19: 'dispatcher.attempt_timeout' must be at most 'extractor.timeout' (500ms), "
        "got "
        "\"600ms\"");
  CHECK(
      problems_of(load + "[dispatcher]\nprobe_timeout = \"2s\"") ==
      "scenarios/bad.toml:5:17: 'dispatcher.probe_timeout' must be at most 'extractor.timeout' (500ms), got "
      "\"2s\"");
  CHECK(problems_of(load + "[extractor]\ntimeout = \"1s\"\n[dispatcher]\nattempt_timeout = \"1s\"") == "");
}

TEST_CASE("the delay of restarts grows, it does not shrink") {
  CHECK(problems_of(load + "[supervisor]\nrestart_delay = \"3s\"\nrestart_delay_max = \"1s\"") ==
        "scenarios/bad.toml:6:21: 'supervisor.restart_delay_max' must be at least 'supervisor.restart_delay' "
        "(3s), got \"1s\"");
  CHECK(problems_of(load + "[supervisor]\nrestart_delay = \"1h\"") == "");
}

TEST_CASE("a requirement is a sentence about a metric") {
  const auto require = [](const std::string& that) {
    return problems_of(load + "[[require]]\nthat = " + that);
  };
  CHECK(require("\"latncy_p95 < 100 ms\"") ==
        "scenarios/bad.toml:5:8: unknown metric 'latncy_p95'; did you mean 'latency_p95'?");
  CHECK(require("\"latency_p95 < 100 MB\"") ==
        "scenarios/bad.toml:5:8: 'MB' is no unit of latency_p95; use ms, us, ns, s");
  CHECK(
      require("100") ==
      "scenarios/bad.toml:5:8: 'require.that' must be a sentence such as \"latency_p95 < 100 ms\", got 100");
  CHECK(require("\"success_rate >= 99 %\"\nseverity = \"info\"") ==
        "scenarios/bad.toml:6:12: 'require.severity' must be \"critical\" or \"warning\", got \"info\"");
}

TEST_CASE("a requirement with abort is critical, and can be lost before the end") {
  const auto require = [](const std::string& keys) { return problems_of(load + "[[require]]\n" + keys); };
  CHECK(require("that = \"latency_p95 < 100 ms\"\nabort = true") == "");
  CHECK(require("abort = true\nthat = \"success_rate >= 99 % over 5s after 5s\"") == "");
  CHECK(require("that = \"latency_p95 < 100 ms\"\nabort = true\nseverity = \"warning\"") ==
        "scenarios/bad.toml:6:9: a warning ends no run; 'abort' is for critical requirements");
  CHECK(require("that = \"latency_avg < 100 ms\"\nabort = true") ==
        "scenarios/bad.toml:6:9: whether 'latency_avg < 100 ms' holds is known at the end only, so it can't "
        "'abort'");
}

TEST_CASE("a requirement fits the run it is asked of") {
  const auto require = [](const std::string& that) {
    return problems_of(load + "[[require]]\nthat = \"" + that + "\"");
  };
  CHECK(require("latency_p95{outcome=cached} < 5 ms") == "");
  CHECK(require("latency_p95{group=cold} < 5 ms") == "scenarios/bad.toml:5:8: there is no load group 'cold'");
  CHECK(require("latency_p95 < 5 ms over 5s after 6s") ==
        "scenarios/bad.toml:5:8: 'latency_p95 < 5 ms over 5s after 6s' has no window: the run ends at 10s");
  CHECK(require("success_rate >= 200 %") ==
        "scenarios/bad.toml:5:8: success_rate is a share, from 0 to 100 %; '200 %' is none");
}

TEST_CASE("a fault is a sentence, too") {
  const auto fault = [](const std::string& action) {
    return problems_of(load + "[[fault]]\ndo = " + action);
  };
  CHECK(fault("\"kil cache at 1s\"") == "scenarios/bad.toml:5:6: unknown fault 'kil'; did you mean 'kill'?");
  CHECK(fault("\"kill extracter at 1s\"") ==
        "scenarios/bad.toml:5:6: unknown component 'extracter'; did you mean 'extractor'?");
  CHECK(fault("[\"kill cache at 1s\"]") == "scenarios/bad.toml:5:6: 'fault.do' must be a sentence such as "
                                           "\"kill extractor at 5s for 2s\", got a list");
}

TEST_CASE("a fault fits the run it is part of") {
  CHECK(problems_of(load + "[[fault]]\ndo = \"kill cache at 20s\"") ==
        "scenarios/bad.toml:5:6: 'kill cache at 20s' never fires: the run ends at 10s");
  CHECK(problems_of(load + "[[fault]]\ndo = \"kill extractor[2] at 2s\"") ==
        "scenarios/bad.toml:5:6: 'kill extractor[2] at 2s' never fires: there is no extractor[2]; with 2 "
        "workers, the "
        "last is extractor[1]");
  CHECK(problems_of(load + "[cache]\nenabled = false\n[[fault]]\ndo = \"kill cache at 2s\"") ==
        "scenarios/bad.toml:7:6: 'kill cache at 2s' never fires: the cache is switched off");
}

TEST_CASE("a bad fault does not keep the next from being checked, at its own place") {
  CHECK(problems_of(load + "[[fault]]\n"
                           "do = \"kill cahce at 2s\"\n"
                           "[[fault]]\n"
                           "do = \"kill dispatcher at 30s\"\n") ==
        "scenarios/bad.toml:5:6: unknown component 'cahce'; did you mean 'cache'?\n"
        "scenarios/bad.toml:7:6: 'kill dispatcher at 30s' never fires: the run ends at 10s");
}

TEST_CASE("where the duration is wrong, no fault is blamed") {
  CHECK(problems_of("duration = 5\n" + load + "[[fault]]\ndo = \"kill cache at 20s\"") ==
        "scenarios/bad.toml:1:12: 'duration' must be a duration such as \"30s\", got 5");
}

TEST_SUITE_END();
