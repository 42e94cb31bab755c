#include "report/html/html_report.hpp"
#include "wild_result.hpp"

#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

using namespace simrun;

namespace {

/// What must be readable in the page, and in which words.
nlohmann::json texts_of(const run_result& r) {
  auto texts = nlohmann::json::array({r.scenario_name, r.scenario_file});
  const auto add = [&](const std::string& text) { texts.push_back(text); };
  for (const auto& [name, value] : r.environment) {
    add(name);
    add(value);
  }
  for (const auto& fault : r.faults)
    add(fault.text);
  for (const auto& a : r.alerts)
    add(a.message);
  for (const auto& rule : r.requirements)
    add(rule.rule.text);
  for (const auto& g : r.groups)
    add(g.name);
  for (const auto& [reason, requests] : r.failures)
    add(reason);
  if (!r.replay.empty())
    add(r.replay);
  if (r.verdict == verdict::invalid)
    for (const auto& reason : r.invalid_reasons)
      add(reason);
  return texts;
}

} // namespace

/// wild_pages FOLDER COUNT: so many pages of wild results, 0.html and so on, each with the texts it must show
/// in 0.json and so on.
int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: wild_pages FOLDER COUNT\n";
    return 2;
  }
  for (int i = 0; i < std::stoi(argv[2]); ++i) {
    const auto r = test::wild_result(static_cast<std::uint64_t>(i));
    const auto stem = std::string(argv[1]) + "/" + std::to_string(i);
    std::ofstream(stem + ".html", std::ios::binary) << html_report(r);
    std::ofstream(stem + ".json", std::ios::binary) << texts_of(r).dump();
  }
}
