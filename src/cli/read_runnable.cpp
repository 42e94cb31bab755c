#include "cli/read_runnable.hpp"

#include <cstdio>
#include <fmt/format.h>

namespace simrun {

std::optional<runnable> read_runnable(const std::string& file, const scenario_overrides& overrides) {
  auto read = read_scenario(file, overrides);
  if (!read) {
    for (const auto& p : read.error())
      fmt::print(stderr, "{}\n", to_text(p));
    return std::nullopt;
  }
  auto inputs = load_run_inputs(*read);
  if (!inputs) {
    fmt::print(stderr, "{}\n", inputs.error().message);
    return std::nullopt;
  }
  return runnable{std::move(*read), std::move(*inputs)};
}

} // namespace simrun
