#pragma once

#include "monitor/run_result.hpp"

#include <string>

namespace simrun {

/// An alert as a row of a table shows it.
struct alert_cells {
  std::string what; ///< its rule, or of a requirement the message
  std::string from; ///< "5.0 s"; of one that is of the whole run, "-"
  std::string to;   ///< "7.5 s"; "the end"
  std::string peak; ///< in the unit of its metric
};
alert_cells cells_of(const alert& a);

} // namespace simrun
