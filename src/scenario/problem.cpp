#include "scenario/problem.hpp"

#include <fmt/format.h>

namespace simrun {

std::string to_text(const problem& p) {
  if (p.line == 0)
    return fmt::format("{}: {}", p.file, p.message);
  return fmt::format("{}:{}:{}: {}", p.file, p.line, p.column, p.message);
}

} // namespace simrun
