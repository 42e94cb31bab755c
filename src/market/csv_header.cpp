#include "market/csv_header.hpp"

#include "core/near_miss.hpp"
#include "market/csv_text.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <span>
#include <string>
#include <vector>

namespace simrun {

namespace {

failure missing(std::string_view column, std::span<const std::string_view> names) {
  const auto near = nearest(column, names);
  const auto mend = near.empty() ? fmt::format("a file of bars needs {}", csv_header_example)
                                 : fmt::format("rename '{}' if that is the one", near);
  return fail(error_code::bad_input, fmt::format("the header has no column '{}'; {}", column, mend));
}

} // namespace

result<csv_header> parse_csv_header(std::string_view line) {
  const auto commas = static_cast<std::size_t>(std::ranges::count(line, ','));
  std::vector<std::string_view> names(commas + 1);
  for (auto& name : names)
    name = next_csv_field(line);

  csv_header header;
  header.fields = names.size();
  for (std::size_t c = 0; c < csv_columns.size(); ++c) {
    const auto found = std::ranges::find(names, csv_columns[c]);
    if (found == names.end())
      return missing(csv_columns[c], names);
    if (std::find(found + 1, names.end(), csv_columns[c]) != names.end())
      return fail(error_code::bad_input,
                  fmt::format("the header has column '{}' twice; rename or remove one", csv_columns[c]));
    header.position[c] = static_cast<std::size_t>(found - names.begin());
  }
  return header;
}

} // namespace simrun
