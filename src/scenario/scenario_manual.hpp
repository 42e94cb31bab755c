#pragma once

#include <string>
#include <vector>

namespace simrun {

/// One key as people are told about it.
struct key_description {
  std::string section; ///< "" is the top of the file
  std::string key;
  std::string value;         ///< what may stand there
  std::string default_value; ///< empty where there is none
  std::string needs;         ///< 'pattern = "spike"' where the key is for that only
  std::string what;
};

/// Every key of this version, in the order of the manual.
std::vector<key_description> describe_scenario_keys();

/// The text of docs/scenario.md.
std::string scenario_manual();

} // namespace simrun
