#include "planning/grid.hpp"

#include "planning/number_range.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

failure refuse(std::string message) {
  return fail(error_code::bad_input, std::move(message));
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  return first == text.npos ? std::string_view{} : text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// At the commas that no bracket and no quote encloses.
std::vector<std::string_view> split(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  int depth = 0;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quote != 0)
      quote = c == quote ? '\0' : quote;
    else if (c == '"' || c == '\'')
      quote = c;
    else if (c == '(' || c == '[' || c == '{')
      ++depth;
    else if (c == ')' || c == ']' || c == '}')
      --depth;
    else if (c == ',' && depth <= 0) {
      parts.push_back(trimmed(text.substr(begin, i - begin)));
      begin = i + 1;
    }
  }
  parts.push_back(trimmed(text.substr(begin)));
  return parts;
}

/// Adds one value, or those of a range.
result<void> add_values(std::string_view part, std::vector<std::string>& values) {
  if (part.empty())
    return refuse("a value is empty");
  if (!is_number_range(part)) {
    values.emplace_back(part);
    return {};
  }
  const auto numbers = expand_number_range(part, grid_points_max);
  if (!numbers)
    return failure(numbers.error());
  values.insert(values.end(), numbers->begin(), numbers->end());
  return {};
}

result<std::size_t> count_points(std::span<const grid_axis> axes) {
  std::size_t points = 1;
  for (const auto& axis : axes) {
    // Each factor is checked, so the product can't overflow.
    points *= axis.values.size();
    if (points > grid_points_max)
      return refuse(fmt::format("the grid has more than {} points; take fewer values, or sweep in parts",
                                grid_points_max));
  }
  return points;
}

} // namespace

result<grid_axis> parse_axis(std::string_view text) {
  const auto bad = [&](std::string_view what) { return refuse(fmt::format("--over '{}': {}", text, what)); };
  const auto equals = text.find('=');
  grid_axis axis{std::string(trimmed(text.substr(0, equals))), {}};
  if (equals == text.npos || axis.key.empty())
    return bad("must be a key and its values, such as extractor.workers=1,2,4");
  for (const auto part : split(text.substr(equals + 1)))
    if (const auto added = add_values(part, axis.values); !added)
      return bad(added.error().message);
  if (axis.values.size() > grid_points_max)
    return bad(fmt::format("more than {} values", grid_points_max));
  return axis;
}

result<grid> grid::from(std::span<const std::string> over) {
  grid g;
  for (const auto& text : over) {
    auto axis = parse_axis(text);
    if (!axis)
      return failure(axis.error());
    if (std::ranges::find(g.axes_, axis->key, &grid_axis::key) != g.axes_.end())
      return refuse(fmt::format("--over '{}': '{}' is varied twice", text, axis->key));
    g.axes_.push_back(std::move(*axis));
  }
  const auto points = count_points(g.axes_);
  if (!points)
    return failure(points.error());
  g.size_ = *points;
  return g;
}

std::vector<std::string> grid::point(std::size_t index) const {
  std::vector<std::string> values(axes_.size());
  for (auto i = axes_.size(); i-- > 0;) {
    values[i] = axes_[i].values[index % axes_[i].values.size()];
    index /= axes_[i].values.size();
  }
  return values;
}

} // namespace simrun
