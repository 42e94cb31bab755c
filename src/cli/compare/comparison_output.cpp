#include "cli/compare/comparison_output.hpp"

#include "cli/exit_code.hpp"
#include "report/result/read_result.hpp"
#include "report/result/result_file.hpp"

#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

namespace simrun {

result<run_result> read_result_at(const std::string& path) {
  std::error_code ignored;
  const auto inside = std::filesystem::path(path) / "result.json";
  return read_result_file(std::filesystem::exists(inside, ignored) ? inside.string() : path);
}

std::string refusal_text(const comparability& conditions) {
  std::string text = "simrun: these results can't be compared:\n";
  for (const auto& refusal : conditions.refusals)
    text += "  " + refusal + "\n";
  return text + "--force compares them all the same; what changed may then not be the build\n";
}

int deliver(const build_comparison& c, const comparison_outputs& outputs) {
  fmt::print("{}", comparison_text(c));
  std::fflush(stdout);
  const auto write = [](const std::optional<std::string>& path, const std::string& text) {
    const auto written = path ? write_atomically(*path, text) : result<void>{};
    if (!written)
      fmt::print(stderr, "{}\n", written.error().message);
    return written.has_value();
  };
  const bool saved = write(outputs.html, comparison_html(c)) &
                     write(outputs.markdown, comparison_markdown(c)) &
                     write(outputs.json, comparison_json(c));
  if (!saved)
    return exit_code::broken;
  return c.regressed() ? exit_code::requirement_failed : exit_code::passed;
}

} // namespace simrun
