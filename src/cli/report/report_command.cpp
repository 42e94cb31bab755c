#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "report/console/console_summary.hpp"
#include "report/detail/detailed_report.hpp"
#include "report/report_formats.hpp"
#include "report/result/read_result.hpp"
#include "report/result/result_file.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

int refuse(const std::string& why) {
  fmt::print(stderr, "{}\n", why);
  return exit_code::bad_usage;
}

bool is_stdout(const std::pair<std::string, std::string>& output) {
  return output.second == "-";
}

result<void> put(const std::string& path, const std::string& text) {
  if (path != "-")
    return write_atomically(path, text);
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    return fail(error_code::io, "can't write to standard output");
  return {};
}

} // namespace

int report_command(const report_arguments& arguments) {
  const auto prints = std::ranges::count_if(arguments.outputs, is_stdout) + (arguments.detail ? 1 : 0);
  if (prints > 1)
    return refuse("simrun: only one report can go to standard output; give the others a file");
  const auto r = read_result_file(arguments.file);
  if (!r)
    return refuse(r.error().message);

  if (arguments.detail)
    if (const auto put_out = put("-", detailed_report(*r)); !put_out)
      return refuse(put_out.error().message);
  if (!arguments.detail && arguments.outputs.empty())
    if (const auto put_out = put("-", console_summary(*r)); !put_out)
      return refuse(put_out.error().message);
  for (const auto& [name, path] : arguments.outputs) {
    const auto format = std::ranges::find(report_formats(), name, &report_format::name);
    if (const auto put_out = put(path, format->make(*r)); !put_out)
      return refuse(put_out.error().message);
  }
  return exit_code::passed;
}

} // namespace simrun
