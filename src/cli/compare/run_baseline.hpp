#pragma once

#include "core/result.hpp"
#include "monitor/run_result.hpp"
#include "scenario/scenario.hpp"

#include <optional>
#include <string>

namespace simrun {

/// The earlier result that a run is to be held against.
class run_baseline {
public:
  /// Reads it and sees, before anything is run, whether the scenario can be compared with it; the error says
  /// why not.
  static result<run_baseline> read(const std::string& file, const scenario& s, bool force,
                                   double minimum_effect);

  /// Puts the comparison into the result. Where the run came out such that it can't be compared, says why on
  /// stderr and leaves it as it is.
  void hold_against(run_result& now) const;

private:
  run_baseline(std::string file, run_result base, bool force, double minimum_effect)
      : file_(std::move(file)), base_(std::move(base)), force_(force), minimum_effect_(minimum_effect) {}

  std::string file_;
  run_result base_;
  bool force_;
  double minimum_effect_;
};

} // namespace simrun
