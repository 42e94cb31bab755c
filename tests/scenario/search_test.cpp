#include "problems_of.hpp"

#include <doctest/doctest.h>

using namespace simrun;
using namespace std::chrono_literals;

namespace {

const std::string rule = "[[require]]\nthat = \"latency_p95 < 100 ms\"\n";
const std::string limits = "[search]\nrps_min = 10\nrps_max = 1000\n";

} // namespace

TEST_SUITE_BEGIN("scenario/search");

TEST_CASE("a search is read as written, and its shortest run is what times are held against") {
  const auto s = parse_scenario(load + limits + "tolerance = 0.05\nprobe = \"5s\"\nprobe_max = \"20s\"\n" +
                                    "time_max = \"10min\"\n" + rule,
                                "a.toml");
  REQUIRE(s);
  REQUIRE(s->search);
  CHECK(s->search->rps_min == 10);
  CHECK(s->search->rps_max == 1000);
  CHECK(s->search->tolerance == 0.05);
  CHECK(s->search->probe == 5s);
  CHECK(s->search->probe_max == 20s);
  CHECK(s->search->time_max == 10min);
  CHECK(s->duration_measured == 5s);
}

TEST_CASE("without the table there is no search, and nothing of it is missing") {
  CHECK_FALSE(parse_scenario(load + rule, "a.toml").value().search);
}

TEST_CASE("with it, both limits are needed") {
  CHECK(problems_of(load + "[search]\n" + rule) ==
        "scenarios/bad.toml:4:1: 'search.rps_min' is missing; it must be a number above 0, at most 10000000\n"
        "scenarios/bad.toml:4:1: 'search.rps_max' is missing; it must be a number above 0, at most 10000000");
}

TEST_CASE("limits are in order") {
  CHECK(problems_of(load + "[search]\nrps_min = 100\nrps_max = 50\nprobe = \"20s\"\nprobe_max = \"10s\"\n" +
                    rule) ==
        "scenarios/bad.toml:6:11: 'search.rps_max' must be above 'search.rps_min' (100), got 50\n"
        "scenarios/bad.toml:8:13: 'search.probe_max' must be at least 'search.probe' (20s), got \"10s\"");
}

TEST_CASE("a rate is decided by critical requirements on runs") {
  const std::string said = "scenarios/bad.toml:5:11: a [search] has nothing to decide by: add a critical "
                           "[[require]], such as that = \"latency_p95 < 100 ms\"";
  CHECK(problems_of(load + limits) == said);
  CHECK(problems_of(load + limits + "[[require]]\nthat = \"max_throughput_rps >= 50\"\n") == said);
  CHECK(problems_of(load + limits + rule + "severity = \"warning\"\n") == said);
}

TEST_CASE("only a search finds a rate") {
  CHECK(problems_of(load + "[[require]]\nthat = \"max_throughput_rps >= 50\"\n") ==
        "scenarios/bad.toml:5:8: 'max_throughput_rps' is what a [search] finds, and there is none");
  CHECK(problems_of(load + limits + rule + "[[require]]\nthat = \"max_throughput_rps >= 50\"\n").empty());
}

TEST_CASE("its runs have no length but the search's own") {
  CHECK(problems_of("duration = \"1min\"\n" + load + limits + rule) ==
        "scenarios/bad.toml:1:12: 'duration' is not for a [search]: 'search.probe' is how long its runs are");
  CHECK(problems_of(load + limits + rule, {.duration = "1min"}).find("'duration' is not for a [search]") !=
        std::string::npos);
  CHECK(problems_of(load + limits + rule + "[[fault]]\ndo = \"kill cache at 15s\"\n")
            .find("'kill cache at 15s' never fires: the run ends at 10s") != std::string::npos);
}

TEST_CASE("a search has a single load, with rates of its own to change") {
  const std::string search = limits + rule;
  CHECK(problems_of(search + "[load]\npattern = \"closed\"\nconcurrency = 2\n") ==
        "scenarios/bad.toml:7:11: a [search] changes the rate of the load, and that of a closed one follows "
        "the answers");
  CHECK(problems_of(search + "[[load.group]]\nname = \"a\"\npattern = \"constant\"\nrps = 5\n") ==
        "scenarios/bad.toml:6:1: a [search] changes the rate of a single load, and there are load groups");
  CHECK(problems_of(search + "[load]\npattern = \"closd\"\n").find("a [search]") == std::string::npos);
}

TEST_SUITE_END();
