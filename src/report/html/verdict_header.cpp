#include "monitor/readable.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"
#include "report/verdict_reasons.hpp"

#include <array>
#include <fmt/format.h>

namespace simrun::html {

namespace {

/// A sign beside the word, so that neither needs colour.
std::string_view sign_of(verdict v) {
  constexpr std::array<std::string_view, 3> signs{"\u2713", "\u2717", "?"};
  return signs[static_cast<std::size_t>(v)];
}

std::string_view word_of(verdict v) {
  constexpr std::array<std::string_view, 3> words{"Passed", "Failed", "Invalid"};
  return words[static_cast<std::size_t>(v)];
}

std::string_view how_it_ended(const run_result& r) {
  if (r.broken)
    return " the run itself broke";
  if (r.aborted)
    return " ended early";
  return r.interrupted ? " interrupted" : "";
}

std::string reasons_of(const run_result& r) {
  std::string items;
  for (const auto& reason : verdict_reasons(r))
    items += element("li", reason) + "\n";
  return items.empty() ? "" : "<ul class=\"reasons\">\n" + items + "</ul>\n";
}

std::string facts_of(const run_result& r) {
  const auto length = r.search
                          ? fmt::format("{} probes", r.search->probes.size())
                          : fmt::format("{} measured", readable_milliseconds(in_milliseconds(r.measured)));
  return fmt::format("{} \u00b7 {} clock \u00b7 seed {} \u00b7 {}{}", r.scenario_file, r.clock, r.seed,
                     length, r.started_at ? " \u00b7 started " + *r.started_at : "");
}

struct key_number {
  std::string_view title;
  std::string_view metric;
};

std::string key_numbers(const run_result& r) {
  constexpr std::array<key_number, 7> shown{{{"requests", "requests_total"},
                                             {"success", "success_rate"},
                                             {"latency p50", "latency_p50"},
                                             {"latency p95", "latency_p95"},
                                             {"latency p99", "latency_p99"},
                                             {"longest", "latency_max"},
                                             {"achieved rate", "throughput_rps"}}};
  std::string items;
  for (const auto& [title, metric] : shown)
    if (const auto value = r.metric(metric))
      items += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>\n", title, escaped(readable(metric, *value)));
  return items.empty() ? "" : "<dl class=\"key-numbers\">\n" + items + "</dl>\n";
}

} // namespace

std::string verdict_header(const run_result& r) {
  const auto word = word_of(r.verdict);
  return fmt::format("<header class=\"verdict {}\">\n"
                     "<p class=\"badge\"><span aria-hidden=\"true\">{}</span> {}<small>{}</small></p>\n"
                     "<h1>{}</h1>\n{}<p class=\"facts\">{}</p>\n{}</header>\n",
                     name_of(r.verdict), sign_of(r.verdict), word, how_it_ended(r), escaped(r.scenario_name),
                     reasons_of(r), escaped(facts_of(r)), key_numbers(r));
}

} // namespace simrun::html
