#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

#include "core/metric.hpp"
#include "monitor/readable.hpp"

#include <fmt/format.h>

namespace simrun::html {

namespace {

using enum table::column_kind;

/// Where the run did not note its command line: what it can be made of.
std::string command_of(const run_result& r) {
  return r.replay.empty() ? fmt::format("simrun {} --clock {} --seed {}", r.scenario_file, r.clock, r.seed)
                          : r.replay;
}

} // namespace

std::string replay_section(const run_result& r) {
  auto html = "<pre class=\"command\" tabindex=\"0\"><code>" + escaped(command_of(r)) + "</code></pre>\n";
  html +=
      element("p", r.clock == "virtual"
                       ? "On the virtual clock it gives the same result, byte for byte."
                       : "On the real clock it gives the same requests at the same intended times; how long "
                         "they take is the machine's.");
  table seeds("Dimensions with a seed of their own", {{"of", text}, {"seed"}});
  for (const auto& [dimension, seed] : r.seeds)
    seeds.add({dimension, std::to_string(seed)});
  if (r.event_digest)
    html += element(
        "p", fmt::format("Digest of its {} events: {:016x}.", readable_count(r.events), *r.event_digest));
  return section("replay", "How to replay", html + "\n" + seeds.html());
}

std::string environment_section(const run_result& r) {
  table rows("Where it ran", {{"fact", text}, {"value", sentence}});
  for (const auto& [name, value] : r.environment)
    rows.add({name, value});
  return section("environment", "Environment", rows.html());
}

std::string metric_section(const run_result& r) {
  table rows("By the names that requirements use",
             {{"metric", sentence}, {"value"}, {"what it is", sentence}});
  for (const auto& [name, value] : r.metrics) {
    const auto* info = find_metric(name.substr(0, name.find('{')));
    rows.add({name, readable(name, value), info ? info->what : ""});
  }
  return rows.empty() ? ""
                      : section("metrics", "All metrics",
                                fmt::format("<details><summary>{} metrics</summary>\n{}</details>\n",
                                            r.metrics.size(), rows.html()));
}

} // namespace simrun::html
