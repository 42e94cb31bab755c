#pragma once

#include "monitor/fault_evidence.hpp"
#include "monitor/verdict.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace simrun {

/// What a verdict rests on where a requirement speaks of a part of the run: of all requests, then of each
/// load group.
class part_evidence {
public:
  part_evidence(const part_counts& part, std::size_t groups);
  part_evidence(const part_evidence&) = delete; // what it found refers to what it counted
  part_evidence& operator=(const part_evidence&) = delete;

  std::span<const group_evidence> found() const noexcept { return found_; }
  /// Of all requests, those of the metrics that a result shows: success_rate, latency_p95 and
  /// fallback_usage_rate, each with a selector such as "{during=fault}" behind it.
  std::vector<std::pair<std::string, double>> shown(const std::string& selector) const;

private:
  std::vector<load_statistics> counted_;
  std::vector<std::vector<std::pair<std::string, double>>> metrics_;
  std::vector<group_evidence> found_;
};

} // namespace simrun
