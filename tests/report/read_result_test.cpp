#include "report/result/read_result.hpp"

#include "made_up_result.hpp"
#include "report/result/result_json.hpp"
#include "wild_result.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace simrun;
using namespace simrun::test;
using namespace std::chrono_literals;
using json = nlohmann::ordered_json;

namespace {

json sound() {
  return json::parse(result_json(made_up_result({that("latency_p95 < 100 ms"), that("error_rate < 1 %")})));
}

std::string problem_with(const json& document) {
  const auto read = read_result(document.dump());
  return read ? "" : read.error().message;
}

} // namespace

TEST_SUITE_BEGIN("report/read_result");

TEST_CASE("what was written reads back to the same text, whatever it holds") {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    const auto text = result_json(wild_result(seed));
    const auto read = read_result(text);
    REQUIRE_MESSAGE(read, read.error().message);
    REQUIRE(result_json(*read) == text);
  }
}

TEST_CASE("a restored result knows what reports ask of it") {
  const auto r =
      made_up_result({that("latency_p95{outcome=cached} < 100 ms"), that("error_rate < 1 % over 10s")});
  const auto read = read_result(result_json(r)).value();
  CHECK(read.histogram("latency")->percentile(0.999) == r.histogram("latency")->percentile(0.999));
  CHECK(read.histogram("latency")->mean() == r.histogram("latency")->mean());
  CHECK(read.metric("latency_p95") == r.metric("latency_p95"));
  CHECK(read.faults[0].degradation == r.faults[0].degradation);
  CHECK(read.requirements[0].rule.outcome == outcome::cached);
  CHECK(read.requirements[0].percentile->decided == r.requirements[0].percentile->decided);
  CHECK(read.requirements[1].rule.window == 10s);
  CHECK(read.requirements[0].rule.margin(1) == r.requirements[0].rule.margin(1));
}

TEST_CASE("a key that a later version adds does no harm, and one that an earlier one had not is not missed") {
  auto document = sound();
  document["later"] = {{"than", "this"}};
  document["metrics"]["new_metric"] = 1.5;
  CHECK(problem_with(document) == "");
  for (const auto* added_later :
       {"warmup_outcomes", "failures", "latency_map", "breaker_changes", "trends", "event_digest", "events"})
    document.erase(added_later);
  CHECK(problem_with(document) == "");
}

TEST_CASE("a damaged or a foreign file is refused by what it is") {
  CHECK(read_result("").error().message.starts_with(
      "it is damaged or no JSON: parse error at line 1, column 1"));
  const auto text = result_json(made_up_result({}));
  CHECK(
      read_result(text.substr(0, text.size() / 2)).error().message.starts_with("it is damaged or no JSON: "));
  CHECK(read_result("[]").error().message == "expected an object, got a list");
  CHECK(read_result("{}").error().message == "schema: it is missing; this is no result.json of simrun");
  CHECK(read_result(R"({"schema": "else/1"})").error().message ==
        R"(schema: expected "simrun.result/1", got "else/1")");
  CHECK(read_result(R"({"schema": "simrun.result/2"})").error().message ==
        R"(schema: expected "simrun.result/1", got "simrun.result/2"; another version of simrun wrote it)");
  CHECK(read_result(R"({"schema": 1e999})")
            .error()
            .message.starts_with("it is damaged or no JSON: number overflow"));
}

TEST_CASE("what is wrong is named by its place") {
  const auto broken = [](const std::string& pointer, json value) {
    auto document = sound();
    document[json::json_pointer(pointer)] = std::move(value);
    return problem_with(document);
  };
  CHECK(broken("/metrics/latency_p95", "fast") == "metrics.latency_p95: expected a number, got a string");
  CHECK(broken("/metrics/latency_p95", nullptr) == "metrics.latency_p95: expected a number, got null");
  CHECK(broken("/outcomes/cached", -1) == "outcomes.cached: expected a whole number, 0 or more, got -1");
  CHECK(broken("/outcomes/cached", 1.5) == "outcomes.cached: expected a whole number, 0 or more, got 1.5");
  CHECK(broken("/verdict", "good") == R"(verdict: expected one of passed, failed, invalid, got "good")");
  CHECK(broken("/interrupted", 0) == "interrupted: expected true or false, got a number");
  CHECK(broken("/intervals/1/t_s", 1e300) == "intervals[1].t_s: 1e+300 seconds are no time of a run");
  CHECK(broken("/intervals", json::object()) == "intervals: expected a list, got an object");
  CHECK(broken("/requirements/0/comparison", "=") ==
        R"(requirements[0].comparison: expected one of <, <=, >, >=, got "=")");
  CHECK(broken("/scenario/clock", "wall") == R"(scenario.clock: expected one of real, virtual, got "wall")");
  CHECK(broken("/event_digest", "xyz") == R"(event_digest: expected 16 hexadecimal digits, got "xyz")");
  CHECK(broken("/histograms/latency/bins/0/0", 1) ==
        "histograms.latency: its bins are none of this version's, or not those of its min and max");
  CHECK(broken("/histograms/latency/mean", -1) ==
        "histograms.latency: its mean is not between its min and max, or its sum too large");
  CHECK(broken("/histograms/latency/count", 7) ==
        "histograms.latency.count: expected 9940, as the bins hold, got 7");
  CHECK(broken("/histograms/latency/bins/0", json::array({1, 2})) ==
        "histograms.latency.bins[0]: expected three numbers: from, to, how many");
  CHECK(broken("/latency_map/rows/0/counts", json::array({1})) ==
        "latency_map.rows[0].counts: expected 60, one for each bucket, got 1");
  CHECK(broken("/latency_map/bounds_ns/3", 0) ==
        "latency_map.bounds_ns: expected bounds that rise, from 0 on or later");
  auto document = sound();
  document["faults"][0].erase("kind");
  CHECK(problem_with(document) == "faults[0].kind: it is missing");
}

TEST_CASE("no file that was cut or altered anywhere does more than be refused") {
  const auto text = result_json(wild_result(3));
  random_stream random(1, "damage");
  for (int i = 0; i < 2000; ++i) {
    auto damaged = text;
    damaged[random.below(damaged.size())] = static_cast<char>(random.below(256));
    if (const auto read = read_result(damaged); !read)
      REQUIRE(!read.error().message.empty());
  }
}

TEST_CASE("a file that is not there is named") {
  CHECK(read_result_file("no/such/file").error().message ==
        "no/such/file: can't be read: No such file or directory");
}

TEST_SUITE_END();
