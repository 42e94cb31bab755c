#pragma once

#include "core/metric.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simrun {

/// A family of the OpenMetrics text format, such as {"simrun_latency_p95_seconds", "gauge", "seconds", ...}.
struct metric_family {
  std::string name; ///< ends in "_" and the unit, where it has one; of a counter without "_total"
  std::string_view type = "gauge";
  std::string_view unit{};
  std::string help;
};

using metric_labels = std::vector<std::pair<std::string_view, std::string>>;

/// Version 1.0 of OpenMetrics, or version 0.0.4 of Prometheus' older text format. They differ in a counter's
/// family, which ends in "_total" in the older one alone; its samples do in both. Of gauges and summaries
/// alone the first is the second as well.
enum class metrics_dialect { open_metrics, prometheus };

/// A text in one of these formats. The samples of a family must follow each other, and no two of them have
/// the same labels.
class open_metrics_text {
public:
  explicit open_metrics_text(metrics_dialect dialect = metrics_dialect::open_metrics) : dialect_(dialect) {}

  /// A family's description goes out before its first sample. A counter's sample has its "_total" by itself.
  void add(const metric_family& family, const metric_labels& labels, double value,
           std::string_view suffix = "");

  /// All of it, with the end mark.
  std::string finish() &&;

private:
  metrics_dialect dialect_;
  std::string text_;
  std::string family_;
};

/// A metric of result.json as these formats want it: base units, which stand at the end of its name.
/// {"latency_p95", 12.5} -> simrun_latency_p95_seconds, 0.0125.
struct exported_metric {
  metric_family family;
  double times = 1, per = 1; ///< apart, for 12.5 / 1000 is rounded once, and 12.5 * 0.001 twice

  double in_base_units(double value) const noexcept { return value * times / per; }
};
exported_metric exported(const metric_info& metric);

} // namespace simrun
