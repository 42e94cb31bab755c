#include "report/what_if/sweep_report.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace simrun;

namespace {

sweep_point point(std::vector<std::string> values, verdict v, double p95_ms, double success,
                  std::optional<double> cost) {
  sweep_point p;
  p.values = std::move(values);
  p.seed = 7;
  p.measured = std::chrono::seconds(10);
  p.verdict = v;
  p.metrics = {{"latency_p95", p95_ms}, {"success_rate", success}, {"worker_utilization", 0.25}};
  p.cost_per_million = cost;
  return p;
}

sweep_result made_up_sweep() {
  sweep_result sweep;
  sweep.scenario_name = "spike";
  sweep.scenario_file = "spike.toml";
  sweep.over = {{"extractor.workers", {"1", "2"}}, {"extractor.service", {"lognormal(1ms, 0.4)"}}};
  sweep.price_per_worker_hour = 0.5;
  sweep.points = {point({"1", "lognormal(1ms, 0.4)"}, verdict::failed, 123.4, 0, std::nullopt),
                  point({"2", "lognormal(1ms, 0.4)"}, verdict::passed, 4.5, 1, 0.0625)};
  return sweep;
}

} // namespace

TEST_SUITE_BEGIN("report/sweep_report");

TEST_CASE("the table has a line for each point, in the order of the grid") {
  CHECK(sweep_table(made_up_sweep()) ==
        "extractor.workers    extractor.service      p95   success     busy  verdict  cost per million\n"
        "1                  lognormal(1ms, 0.4)   123 ms    0.00 %  25.00 %   failed                 -\n"
        "2                  lognormal(1ms, 0.4)  4.50 ms  100.00 %  25.00 %   passed            0.0625\n");
}

TEST_CASE("without a price there is no cost") {
  auto sweep = made_up_sweep();
  sweep.price_per_worker_hour.reset();
  CHECK(sweep_table(sweep).find("cost") == std::string::npos);
  CHECK(sweep_csv(sweep).find("cost") == std::string::npos);
}

TEST_CASE("a point that is invalid says why below the table, and one stands for many") {
  auto sweep = made_up_sweep();
  sweep.points[0].verdict = verdict::invalid;
  sweep.points[0].metrics.clear();
  sweep.points[0].invalid_reasons = {"Why.", "Another reason."};
  const auto one = sweep_table(sweep);
  CHECK(one.find("        -         -        -  invalid") != std::string::npos);
  const std::string who = "extractor.workers=1 extractor.service=lognormal(1ms, 0.4)";
  CHECK(one.ends_with("\n\n1 point is invalid. " + who + ": Why.\n"));
  sweep.points[1] = sweep.points[0];
  CHECK(sweep_table(sweep).ends_with("\n\n2 points are invalid. The first, " + who + ": Why.\n"));
}

TEST_CASE("a run that broke is called broken") {
  auto sweep = made_up_sweep();
  sweep.points[0].broken = true;
  CHECK(sweep_table(sweep).find("broken") != std::string::npos);
  CHECK(sweep_csv(sweep).find(",broken,") != std::string::npos);
}

TEST_CASE("the CSV has every metric in its own unit, and quotes what has a comma") {
  CHECK(sweep_csv(made_up_sweep()) ==
        "extractor.workers,extractor.service,verdict,latency_p95,success_rate,worker_utilization,"
        "cost_per_million\n"
        "1,\"lognormal(1ms, 0.4)\",failed,123.4,0,0.25,\n"
        "2,\"lognormal(1ms, 0.4)\",passed,4.5,1,0.25,0.0625\n");
  auto sweep = made_up_sweep();
  sweep.points[0].values[1] = "say \"a\"";
  CHECK(sweep_csv(sweep).find("\"say \"\"a\"\"\"") != std::string::npos);
}

TEST_CASE("the JSON tells numbers from text") {
  const auto read = nlohmann::json::parse(sweep_json(made_up_sweep()));
  CHECK(read["schema"] == "simrun.sweep/1");
  CHECK(read["scenario"]["clock"] == "virtual");
  CHECK(read["over"]["extractor.workers"] == nlohmann::json({1, 2}));
  REQUIRE(read["points"].size() == 2);
  const auto& p = read["points"][1];
  CHECK(p["at"]["extractor.workers"] == 2);
  CHECK(p["at"]["extractor.service"] == "lognormal(1ms, 0.4)");
  CHECK(p["verdict"] == "passed");
  CHECK(p["duration_s"] == 10);
  CHECK(p["cost_per_million"] == 0.0625);
  CHECK(p["metrics"]["latency_p95"] == 4.5);
  CHECK(read["points"][0]["cost_per_million"].is_null());
}

TEST_SUITE_END();
