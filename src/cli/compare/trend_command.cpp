#include "cli/commands.hpp"
#include "cli/exit_code.hpp"
#include "report/result/read_result.hpp"
#include "report/result/result_file.hpp"
#include "report/trend/history.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

namespace simrun {

namespace {

namespace fs = std::filesystem;

int refuse(const std::string& why) {
  fmt::print(stderr, "simrun: {}\n", why);
  return exit_code::bad_usage;
}

/// DIR/*.json and DIR/*/result.json. What is still being written has another name.
result<std::vector<fs::path>> results_in(const fs::path& folder) {
  std::error_code failed;
  std::vector<fs::path> found;
  fs::directory_iterator entries(folder, failed);
  if (failed)
    return fail(error_code::bad_input, fmt::format("{}: {}", folder.string(), failed.message()));
  for (const auto& entry : entries) {
    if (entry.path().extension() == ".json")
      found.push_back(entry.path());
    else if (fs::exists(entry.path() / "result.json", failed))
      found.push_back(entry.path() / "result.json");
  }
  std::ranges::sort(found);
  return found;
}

std::vector<past_run> read_all(const fs::path& folder, const std::vector<fs::path>& files) {
  std::vector<past_run> runs;
  for (const auto& file : files) {
    auto r = read_result_file(file.string());
    if (r)
      runs.push_back({file.lexically_relative(folder).string(), std::move(*r)});
    else
      fmt::print(stderr, "skipped {}\n", r.error().message);
  }
  return runs;
}

} // namespace

int trend_command(const trend_arguments& arguments) {
  const auto files = results_in(arguments.folder);
  if (!files)
    return refuse(files.error().message);
  auto runs = read_all(arguments.folder, *files);
  if (runs.empty())
    return refuse(fmt::format("{}: there is no result in it; runs leave theirs in DIR with --out DIR/NAME",
                              arguments.folder));
  auto made = histories_of(std::move(runs), {arguments.minimum_effect, arguments.since});
  for (const auto& left_out : made.left_out)
    fmt::print(stderr, "left out {}\n", left_out);
  if (made.histories.empty())
    return refuse(arguments.since
                      ? fmt::format("there is no sound result '{}' in {}", *arguments.since, arguments.folder)
                      : std::string("no result is sound"));
  std::string text;
  for (const auto& h : made.histories)
    text += (text.empty() ? "" : "\n") + history_text(h);
  fmt::print("{}", text);
  std::fflush(stdout);
  if (arguments.html)
    if (const auto written = write_atomically(*arguments.html, histories_html(made.histories)); !written) {
      fmt::print(stderr, "{}\n", written.error().message);
      return exit_code::broken;
    }
  return std::ranges::any_of(made.histories, &history::regressed) ? exit_code::requirement_failed
                                                                  : exit_code::passed;
}

} // namespace simrun
