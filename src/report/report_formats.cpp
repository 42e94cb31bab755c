#include "report/report_formats.hpp"

#include "report/formats/benchmark_json.hpp"
#include "report/formats/hdr_log.hpp"
#include "report/formats/interval_csv.hpp"
#include "report/formats/junit_xml.hpp"
#include "report/formats/markdown_summary.hpp"
#include "report/formats/open_metrics.hpp"
#include "report/html/html_report.hpp"
#include "report/result/result_json.hpp"

#include <array>

namespace simrun {

std::span<const report_format> report_formats() noexcept {
  static constexpr std::array formats{
      report_format{"json", "the result itself, as this version writes it", result_json},
      report_format{"html", "a page with charts, one file that opens offline", html_report, "report.html"},
      report_format{"junit", "JUnit XML for CI: a test case for each requirement", junit_xml, "junit.xml"},
      report_format{"markdown", "a summary for a pull request", markdown_summary},
      report_format{"csv", "the intervals, a row each", interval_csv},
      report_format{"hdr", "the histograms as an HdrHistogram log", hdr_log},
      report_format{"openmetrics", "the metrics for Prometheus", open_metrics, "metrics.txt"},
      report_format{"benchmark-action", "for github-action-benchmark, customSmallerIsBetter",
                    smaller_is_better_json},
      report_format{"benchmark-action-bigger", "the same, customBiggerIsBetter", bigger_is_better_json},
      report_format{"bencher", "Bencher Metric Format", bencher_json},
  };
  return formats;
}

} // namespace simrun
