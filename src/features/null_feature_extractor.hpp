#pragma once

#include "features/feature_extractor.hpp"

namespace simrun {

/// Answers at once, with zeros: what is left of a run with it is what the harness itself takes.
class null_feature_extractor final : public feature_extractor {
public:
  explicit null_feature_extractor(std::size_t feature_count) : feature_count_(feature_count) {}

  std::string_view name() const noexcept override { return "null"; }
  std::size_t feature_count() const noexcept override { return feature_count_; }
  std::size_t window_length_min() const noexcept override { return 1; }

  void extract(std::span<const window_view> windows, std::span<extraction> results,
               std::stop_token stop = {}) override;

private:
  std::size_t feature_count_;
};

} // namespace simrun
