#include "cli/what_if/sweep_points.hpp"

#include <algorithm>
#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

std::vector<std::string> settings_of(const grid& points, std::size_t index) {
  auto settings = points.point(index);
  for (std::size_t i = 0; i < settings.size(); ++i)
    settings[i] = points.axes()[i].key + "=" + settings[i];
  return settings;
}

/// What is wrong with a point, as lines to print.
std::vector<std::string> problems_of(const scenario_or_problems& read, shared_inputs& inputs) {
  std::vector<std::string> lines;
  if (read) {
    if (const auto loaded = inputs.check(*read); !loaded)
      lines.push_back(loaded.error().message);
  } else {
    for (const auto& p : read.error())
      lines.push_back(to_text(p));
  }
  return lines;
}

/// The problems of all points, each once: a grid of a thousand points has most of them a thousand times.
class problem_digest {
public:
  void add(std::string line, std::size_t point) {
    const auto found = std::ranges::find(problems_, line, &entry::line);
    if (found == problems_.end())
      problems_.push_back({std::move(line), point, 1});
    else
      ++found->points;
  }

  bool empty() const noexcept { return problems_.empty(); }

  void print(const grid& points) const {
    for (const auto& p : problems_) {
      fmt::print(stderr, "{}\n", p.line);
      // What every point has is no matter of the point; what a value has, the line says itself.
      if (p.points == points.size() || p.line.starts_with("--over"))
        continue;
      const auto others = p.points > 1 ? fmt::format(", and at {} more", p.points - 1) : std::string();
      fmt::print(stderr, "  at {}{}\n", fmt::join(settings_of(points, p.first), " "), others);
    }
  }

private:
  struct entry {
    std::string line;
    std::size_t first;
    std::size_t points;
  };
  std::vector<entry> problems_;
};

} // namespace

std::optional<std::vector<scenario>> read_sweep_points(const sweep_arguments& arguments, const grid& points,
                                                       shared_inputs& inputs) {
  auto overrides = arguments.overrides;
  overrides.clock = "virtual";
  std::vector<scenario> scenarios;
  problem_digest problems;
  for (std::size_t i = 0; i < points.size(); ++i) {
    overrides.over = settings_of(points, i);
    auto read = read_scenario(arguments.file, overrides);
    for (auto& line : problems_of(read, inputs))
      problems.add(std::move(line), i);
    if (read && problems.empty())
      scenarios.push_back(std::move(*read));
  }
  if (problems.empty())
    return scenarios;
  problems.print(points);
  return std::nullopt;
}

} // namespace simrun
