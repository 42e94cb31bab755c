#include "monitor/readable.hpp"
#include "report/clocks/clock_comparison.hpp"
#include "report/text_table.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace simrun {

namespace {

constexpr std::size_t width_max = 100;

bool is_count(const clock_row& row) {
  return !find_metric(row.name);
}

std::string shown(const clock_row& row, double value) {
  return is_count(row) ? readable_count(static_cast<std::uint64_t>(value)) : readable(row.name, value);
}

std::string verdict_line(const clock_comparison& c) {
  return c.disagreements.empty()
             ? fmt::format("{}: p50 and p95 agree within {:.0f} %\n", c.scenario, clock_tolerance * 100)
             : fmt::format("{}: the clocks disagree by more than {:.0f} %\n", c.scenario,
                           clock_tolerance * 100);
}

} // namespace

std::string clock_comparison_text(const clock_comparison& c) {
  text_table table({"", "real", "virtual", "difference"});
  for (const auto& row : c.rows) {
    const auto off = row.difference();
    table.add({row.name, shown(row, row.real), shown(row, row.simulated),
               off ? fmt::format("{:+.1f} %", *off * 100) : "-"});
  }
  auto text = verdict_line(c);
  for (const auto& line : table.lines())
    text += "  " + line + "\n";
  for (const auto& sentence : c.disagreements)
    text += wrapped(sentence, "- ", width_max);
  if (!c.left_out.empty())
    text += "What the model leaves out\n";
  for (const auto& sentence : c.left_out)
    text += wrapped(sentence, "- ", width_max);
  return text;
}

std::string clock_comparison_json(const clock_comparison& c) {
  using json = nlohmann::ordered_json;
  auto rows = json::object();
  for (const auto& row : c.rows) {
    const auto off = row.difference();
    rows[row.name] = {
        {"real", row.real}, {"virtual", row.simulated}, {"difference", off ? json(*off) : json(nullptr)}};
  }
  const json document{{"schema", clock_comparison_schema},
                      {"scenario", c.scenario},
                      {"tolerance", clock_tolerance},
                      {"agrees", c.disagreements.empty()},
                      {"rows", std::move(rows)},
                      {"disagreements", c.disagreements},
                      {"left_out", c.left_out}};
  return document.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace simrun
