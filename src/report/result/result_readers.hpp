#pragma once

#include "monitor/run_result.hpp"
#include "report/result/json_place.hpp"

/// The parts of result.json, each as its writer in result_json.cpp says it. They throw misread.
namespace simrun::result_readers {

outcome_counts outcomes(const json_place& place);
latency_histogram histogram(const json_place& place);
interval interval_row(const json_place& place);
latency_map latencies(const json_place& place);
breaker_change change_of_breaker(const json_place& place);
run_trends trends(const json_place& place);
fault_record fault(const json_place& place);
requirement_result requirement_of(const json_place& place);
alert alert_of(const json_place& place);
cpu_limit_record cpu_limit(const json_place& place);
baseline_record baseline(const json_place& place);
search_record search(const json_place& place);

} // namespace simrun::result_readers
