#pragma once

#include "core/metric.hpp"
#include "monitor/statistics/value_range.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace simrun {

/// What a comparison says of a metric.
enum class change_verdict {
  better,        ///< surely, and by at least the minimum effect
  worse,         ///< the same the other way
  no_difference, ///< any change is surely smaller than the minimum effect
  cant_tell,     ///< none of these is sure
  not_judged     ///< shown beside the others
};

std::string_view name_of(change_verdict v) noexcept;

/// A metric of an earlier result and of a newer one.
struct metric_change {
  std::string name;
  std::optional<double> base, now; ///< none where not measured
  /// (now - base) / base; of a share now - base.
  std::optional<double> change{};
  /// Where the change lies, with 95 % confidence.
  std::optional<value_range> interval{};
  change_verdict verdict = change_verdict::not_judged;
  std::string why{}; ///< it can't be told; empty where the interval says it

  friend bool operator==(const metric_change&, const metric_change&) = default;
};

/// What a run was compared with, and how that came out: part of its own result.
struct baseline_record {
  std::string file;
  double minimum_effect = 0;
  std::vector<std::string> warnings; ///< what else differs
  std::vector<metric_change> changes;

  bool regressed() const noexcept;
};

} // namespace simrun
