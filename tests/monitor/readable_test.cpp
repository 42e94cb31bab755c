#include "monitor/readable.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("monitor/readable");

TEST_CASE("a time has three digits, in the unit that fits") {
  CHECK(readable_milliseconds(0) == "0 ms");
  CHECK(readable_milliseconds(12.345) == "12.3 ms");
  CHECK(readable_milliseconds(100) == "100 ms");
  CHECK(readable_milliseconds(99.96) == "100 ms");
  CHECK(readable_milliseconds(999.9) == "1.00 s");
  CHECK(readable_milliseconds(0.01234) == "12.3 us");
  CHECK(readable_milliseconds(0.9999) == "1.00 ms");
  CHECK(readable_milliseconds(0.000063) == "63.0 ns");
  CHECK(readable_milliseconds(12345) == "12.3 s");
  CHECK(readable_milliseconds(-0.5) == "-500 us");
}

TEST_CASE("a share is never rounded to nothing or all") {
  CHECK(readable_share(0.9512) == "95.12 %");
  CHECK(readable_share(1) == "100.00 %");
  CHECK(readable_share(0.999999) == ">99.99 %");
  CHECK(readable_share(0) == "0.00 %");
  CHECK(readable_share(0.000001) == "<0.01 %");
}

TEST_CASE("a margin has a decimal where it is small") {
  CHECK(readable_margin(0.234) == "23 %");
  CHECK(readable_margin(1) == "100 %");
  CHECK(readable_margin(-0.0123) == "-1.2 %");
  CHECK(readable_margin(-0.0999) == "-10 %");
  CHECK(readable_margin(0) == "0 %");
  CHECK(readable_margin(-0.0004) == "~0 %");
}

TEST_CASE("counts have their thousands marked") {
  CHECK(readable_count(0) == "0");
  CHECK(readable_count(999) == "999");
  CHECK(readable_count(1000) == "1,000");
  CHECK(readable_count(1234567) == "1,234,567");
}

TEST_CASE("an average of counts keeps its fraction") {
  CHECK(readable("concurrency_avg", 0.4567) == "0.457");
  CHECK(readable("concurrency_avg", 12.34) == "12.3");
  CHECK(readable("concurrency_avg", 1234.5) == "1,235");
  CHECK(readable("concurrency_avg", 3) == "3");
}

TEST_CASE("a plain number has three digits, however small, and no fraction from a thousand on") {
  CHECK(readable_number(0) == "0");
  CHECK(readable_number(0.012345) == "0.0123");
  CHECK(readable_number(0.5) == "0.5");
  CHECK(readable_number(12.345) == "12.3");
  CHECK(readable_number(999.4) == "999");
  CHECK(readable_number(1234.5) == "1,235");
}

TEST_CASE("a metric's value carries the metric's unit") {
  CHECK(readable("latency_p95", 98.26) == "98.3 ms");
  CHECK(readable("throughput_rps", 98.26) == "98.3/s");
  CHECK(readable("throughput_rps", 12345.6) == "12,346/s");
  CHECK(readable("memory_usage_mb", 412.3) == "412 MB");
  CHECK(readable("memory_usage_mb", 1412.3) == "1.41 GB");
  CHECK(readable("memory_usage_mb", 0.5) == "0.500 MB");
  CHECK(readable("requests_total", 12345) == "12,345");
  CHECK(readable(metric_unit::megabytes_per_hour, 1.234) == "1.23 MB/h");
  CHECK(readable(metric_unit::megabytes_per_hour, -46512) == "-46.5 GB/h");
  CHECK(readable(metric_unit::change, 0.0612) == "+6.1 %");
  CHECK(readable(metric_unit::change, -0.5) == "-50.0 %");
}

TEST_SUITE_END();
