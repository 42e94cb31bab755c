#pragma once

#include <cstdint>
#include <string>

namespace simrun {

/// One thing that is wrong with a scenario, and where.
struct problem {
  std::string file;         ///< as the user named it; of an override its flag: "--set load.rps=abc"
  std::uint32_t line = 0;   ///< from 1; 0 where there is no text to point at
  std::uint32_t column = 0; ///< from 1
  std::string message;      ///< what is wrong and what may stand there

  friend bool operator==(const problem&, const problem&) = default;
};

/// "scenarios/bad.toml:14:1: unknown key 'load.rsp'; did you mean 'rps'?"
std::string to_text(const problem& p);

} // namespace simrun
