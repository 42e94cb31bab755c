#include "report/result/result_json.hpp"

#include "made_up_result.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace simrun;
using namespace simrun::test;
using namespace std::chrono_literals;
using json = nlohmann::ordered_json;

namespace {

std::vector<std::string> keys_of(const json& object) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : object.items())
    keys.push_back(key);
  return keys;
}

json judged_json() {
  return json::parse(result_json(made_up_result({that("latency_p95 < 100 ms")})));
}

} // namespace

TEST_SUITE_BEGIN("report/result_json");

TEST_CASE("an empty result is this text") {
  run_result r;
  r.scenario_name = "quiet";
  r.scenario_file = "quiet.toml";
  r.clock = "virtual";
  r.seed = 18446744073709551615U;
  r.measured = 1500ms;
  r.event_digest = 255;
  r.events = 12;
  r.invalid_reasons = {"nothing happened"};
  r.metrics = {{"requests_total", 0}, {"latency_p95", 0.1}};
  r.histograms.emplace_back("latency", latency_histogram());
  r.histograms.back().second.record(100ns, 2);
  CHECK(result_json(r) == R"({
  "schema": "simrun.result/1",
  "scenario": {
    "name": "quiet",
    "file": "quiet.toml",
    "clock": "virtual",
    "seed": 18446744073709551615,
    "duration_s": 1.5
  },
  "environment": {},
  "started_at": null,
  "verdict": "invalid",
  "invalid_reasons": [
    "nothing happened"
  ],
  "interrupted": false,
  "metrics": {
    "requests_total": 0.0,
    "latency_p95": 0.1
  },
  "outcomes": {
    "issued": 0,
    "extracted": 0,
    "cached": 0,
    "fallback": 0,
    "rejected": 0,
    "timed_out": 0,
    "failed": 0
  },
  "warmup_outcomes": {
    "issued": 0,
    "extracted": 0,
    "cached": 0,
    "fallback": 0,
    "rejected": 0,
    "timed_out": 0,
    "failed": 0
  },
  "failures": {},
  "histograms": {
    "latency": {"unit":"ns","count":2,"min":100,"max":100,"mean":100,"bins":[[100,101,2]]}
  },
  "intervals": [],
  "latency_map": {
    "bounds_ns": [],
    "rows": []
  },
  "breaker_changes": [],
  "trends": {
    "memory_mb_per_hour": null,
    "heap_mb_per_hour": null,
    "latency_p50": {"drift":null,"change":null},
    "latency_p95": {"drift":null,"change":null}
  },
  "faults": [],
  "requirements": [],
  "alerts": [],
  "event_digest": "00000000000000ff",
  "events": 12
}
)");
}

TEST_CASE("the keys of the contract come in its order") {
  const auto doc = judged_json();
  CHECK(keys_of(doc) == std::vector<std::string>{"schema",          "scenario",     "environment",
                                                 "started_at",      "verdict",      "invalid_reasons",
                                                 "interrupted",     "metrics",      "outcomes",
                                                 "warmup_outcomes", "failures",     "histograms",
                                                 "intervals",       "latency_map",  "breaker_changes",
                                                 "trends",          "faults",       "requirements",
                                                 "alerts",          "event_digest", "events"});
  CHECK(doc["verdict"] == "passed");
  CHECK(doc["environment"]["cores"] == "2");
  CHECK(doc["started_at"] == "2026-01-02T03:04:05Z");
  CHECK(doc["outcomes"]["issued"] == 10'000);
  CHECK(doc["warmup_outcomes"]["extracted"] == 500);
  CHECK(doc["metrics"]["offered_rps"] == 500.0);
}

TEST_CASE("the histograms hold every request") {
  const auto doc = judged_json();
  CHECK(doc["histograms"]["latency"]["count"] == 9940);
  std::uint64_t held = 0;
  for (const auto& bin : doc["histograms"]["latency"]["bins"]) {
    CHECK(bin[0] < bin[1]);
    held += bin[2].get<std::uint64_t>();
  }
  CHECK(held == 9940);
}

TEST_CASE("the latency map says for each of its rows how many requests each bucket holds") {
  run_result r;
  r.latencies = {{1024ns, 1280ns, 1536ns}, {{run_start + 2s, 500ms, {3, 0}}}};
  const auto map = json::parse(result_json(r))["latency_map"];
  CHECK(map.dump() == R"({"bounds_ns":[1024,1280,1536],"rows":[{"t_s":2.0,"width_s":0.5,"counts":[3,0]}]})");
}

TEST_CASE("an interval says when, how many and how long; null where nothing ended") {
  const auto rows = judged_json()["intervals"];
  CHECK(keys_of(rows[0]) == std::vector<std::string>{"t_s",
                                                     "width_s",
                                                     "issued",
                                                     "extracted",
                                                     "cached",
                                                     "fallback",
                                                     "rejected",
                                                     "timed_out",
                                                     "failed",
                                                     "latency_p50_ms",
                                                     "latency_p95_ms",
                                                     "latency_p99_ms",
                                                     "latency_max_ms",
                                                     "cpu_utilization",
                                                     "memory_mb",
                                                     "heap_mb",
                                                     "open_descriptors",
                                                     "threads",
                                                     "queue_depth_max",
                                                     "mailbox_depth",
                                                     "breaker"});
  CHECK(rows[0]["t_s"] == 0.0);
  CHECK(rows[0]["cached"] == 1500);
  CHECK(rows[0]["latency_max_ms"] == 500.0);
  CHECK(rows[1]["t_s"] == 1.0);
  CHECK(rows[1]["latency_p50_ms"].is_null());
  CHECK(rows[1]["cpu_utilization"].is_null());
}

TEST_CASE("a fault carries its evidence") {
  auto r = made_up_result({});
  CHECK(json::parse(result_json(r))["faults"][0].dump() ==
        R"({"text":"kill extractor at 5s for 2s","kind":"kill","target":"extractor","planned_at_s":5.0,)"
        R"("planned_heal_at_s":7.0,"fired_at_s":5.001,"healed_at_s":7.25,)"
        R"("hit":["extractor[0]#1","extractor[1]#1"],"requests_affected":12,"messages_affected":0,)"
        R"("requests_lost":0,"degradation":{"requests":225,"success_rate":0.96,"fallback_usage_rate":0.9,)"
        R"("throughput_rps":96.0,"latency_p95_ms":12.5,"latency_p95_ms_peak":250.0},"recovery_s":0.3})");
  r.faults[0].degradation.reset();
  r.faults[0].recovery.reset();
  CHECK(json::parse(result_json(r))["faults"][0]["degradation"].is_null());
  CHECK(json::parse(result_json(r))["faults"][0]["requests_lost"].is_null());
  CHECK(json::parse(result_json(r))["faults"][0]["recovery_s"].is_null());
  r.faults[0].healed_at.reset();
  r.faults[0].planned_heal_at.reset();
  CHECK(json::parse(result_json(r))["faults"][0]["healed_at_s"].is_null());
  CHECK(json::parse(result_json(r))["faults"][0]["planned_heal_at_s"].is_null());
}

TEST_CASE("a requirement carries its value, its bound and its margin") {
  auto r = made_up_result({that("latency_max <= 1 s"), that("latency_p99 < 1 ms", severity::warning)});
  r.requirements[1].value.reset();
  const auto doc = json::parse(result_json(r));
  CHECK(doc["requirements"][0].dump() ==
        R"({"that":"latency_max <= 1 s","severity":"critical","metric":"latency_max","comparison":"<=",)"
        R"("bound":1000.0,"value":500.0,"holds":true,"margin":0.5})");
  CHECK(doc["requirements"][1]["value"].is_null());
  CHECK(doc["requirements"][1]["margin"].is_null());
  CHECK(doc["requirements"][1]["holds"] == false);
  CHECK(doc["alerts"][0]["severity"] == "warning");
}

TEST_CASE("load groups stand under their names, where there are some") {
  auto r = made_up_result({});
  CHECK_FALSE(json::parse(result_json(r)).contains("groups"));
  r.groups = {{"cold", {{"latency_p50", 1.5}}, {}}};
  r.groups[0].outcomes.issued = 12;
  const auto group = json::parse(result_json(r))["groups"]["cold"];
  CHECK(group["metrics"]["latency_p50"] == 1.5);
  CHECK(group["outcomes"]["issued"] == 12);
}

TEST_CASE("a trend has its interval, and a change of level its time") {
  auto r = made_up_result({});
  r.trends.memory_mb_per_hour = trend{3600, 3500, 3700};
  r.trends.latency_p50 = {0.25, latency_change{run_start + std::chrono::seconds(12), 4, 5}};
  const auto trends = json::parse(result_json(r))["trends"];
  CHECK(trends["memory_mb_per_hour"].dump() ==
        R"({"slope":3600.0,"lower":3500.0,"upper":3700.0,"confidence":0.99})");
  CHECK(trends["latency_p50"].dump() ==
        R"({"drift":0.25,"change":{"at_s":12.0,"before_ms":4.0,"after_ms":5.0}})");
}

TEST_CASE("a limit on processor time says who saw to it; without one there is no word of it") {
  auto r = made_up_result({});
  CHECK(!json::parse(result_json(r)).contains("cpu_limit"));
  r.cpu_limit = cpu_limit_record{0.5, "throttled workers", {12, 1500ms}};
  CHECK(json::parse(result_json(r))["cpu_limit"].dump() ==
        R"({"cores":0.5,"enforced_by":"throttled workers","throttled":12,"throttled_s":1.5})");
}

TEST_CASE("equal results are equal byte for byte") {
  CHECK(result_json(made_up_result({})) == result_json(made_up_result({})));
}

TEST_CASE("a name that is no UTF-8 is replaced, not fatal") {
  run_result r;
  r.scenario_file = "caf\xe9.toml";
  CHECK(json::parse(result_json(r))["scenario"]["file"] == "caf\xef\xbf\xbd.toml");
}

TEST_SUITE_END();
