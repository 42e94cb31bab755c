#include "report/live/live_json.hpp"
#include "report/live/live_metrics.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace simrun;
using namespace std::chrono_literals;

TEST_SUITE_BEGIN("report/live_json");

TEST_CASE("what comes late gets the points so far, and nothing where there is nothing") {
  live_feed feed;
  CHECK(nlohmann::json::parse(live_json(feed.look_back()))["newest"].is_null());
  feed.begin_run();
  live_state s;
  s.name = "a \"name\"\n\xff";
  s.now = run_start + 1500ms;
  s.faults = {{"pause extractor[0] at 1s for 2s", run_start + 1s}};
  feed.publish(s);
  const auto past = nlohmann::json::parse(live_json(feed.look_back()));
  CHECK(past["points"].size() == 1);
  CHECK(past["newest"]["point"]["t"] == 1.5);
  CHECK(past["newest"]["faults"][0]["until"].is_null());
  CHECK(past["newest"]["name"] == "a \"name\"\n\xef\xbf\xbd");
}

TEST_CASE("an update is one line") {
  live_state s;
  s.name = "two\nlines";
  CHECK(live_json(s, 3).find('\n') == std::string::npos);
  CHECK(nlohmann::json::parse(live_json(s, 3))["updates_lost"] == 3);
}

TEST_CASE("a counter's family has its _total in the older format alone") {
  live_state s;
  s.outcomes.issued = 7;
  const auto newer = live_metrics(s, metrics_dialect::open_metrics);
  CHECK(newer.find("# TYPE simrun_requests_issued counter\n") != std::string::npos);
  CHECK(newer.find("simrun_requests_issued_total 7\n") != std::string::npos);
  CHECK(newer.ends_with("# EOF\n"));
  const auto older = live_metrics(s, metrics_dialect::prometheus);
  CHECK(older.find("# TYPE simrun_requests_issued_total counter\n") != std::string::npos);
  CHECK(older.find("# UNIT") == std::string::npos);
}

TEST_SUITE_END();
