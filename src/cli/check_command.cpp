#include "actors/run_inputs.hpp"
#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "cli/read_runnable.hpp"

#include <fmt/format.h>

namespace simrun {

int check_command(const check_arguments& arguments) {
  int code = exit_code::passed;
  for (const auto& file : arguments.files) {
    if (const auto runnable = read_runnable(file, {}))
      fmt::print("{}: ok\n", file);
    else
      code = exit_code::bad_usage;
  }
  return code;
}

} // namespace simrun
