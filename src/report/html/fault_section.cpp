#include "monitor/readable.hpp"
#include "report/html/markup.hpp"
#include "report/html/sections.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun::html {

namespace {

using enum table::column_kind;

std::string time_of(const std::optional<time_point>& t, std::string_view otherwise) {
  return t ? fmt::format("{:.3f} s", in_seconds(*t)) : std::string(otherwise);
}

std::string milliseconds(const std::optional<double>& ms) {
  return ms ? readable_milliseconds(*ms) : "-";
}

std::string healed(const fault_record& f) {
  return time_of(f.healed_at, f.endured ? "given up" : "never");
}

/// A zone has thousands of workers; result.json names them all.
std::string hits_of(const fault_record& f) {
  constexpr std::size_t shown_max = 8;
  std::string text;
  for (std::size_t i = 0; i < std::min(f.hit.size(), shown_max); ++i)
    text += (i == 0 ? "" : ", ") + f.hit[i];
  return f.hit.size() <= shown_max ? text : fmt::format("{} and {} more", text, f.hit.size() - shown_max);
}

std::string affected_by(const fault_record& f) {
  if (f.requests_affected == 0 && f.messages_affected > 0)
    return fmt::format("{} messages", readable_count(f.messages_affected));
  return fmt::format("{} requests", readable_count(f.requests_affected));
}

std::string fault_table(const run_result& r) {
  table rows("What was broken on purpose, and how long it took until the requirements held again",
             {{"no."},
              {"fault", sentence},
              {"fired"},
              {"healed"},
              {"recovered in"},
              {"worst p95"},
              {"success"},
              {"affected"},
              {"lost"},
              {"hit", sentence}});
  for (std::size_t i = 0; i < r.faults.size(); ++i) {
    const auto& f = r.faults[i];
    const auto& d = f.degradation;
    rows.add({std::to_string(i + 1), f.text, time_of(f.fired_at, "never"), healed(f),
              f.recovery ? readable_milliseconds(in_milliseconds(*f.recovery)) : "not seen",
              d ? milliseconds(d->latency_p95_ms_peak) : "-",
              d && d->success_rate ? readable_share(*d->success_rate) : "-", affected_by(f),
              d ? readable_count(d->requests_lost) : "-", hits_of(f)});
  }
  return rows.html();
}

std::string breaker_table(const run_result& r) {
  table rows("Circuit breaker", {{"at"}, {"became", text}});
  for (const auto& change : r.breaker_changes)
    rows.add({time_of(change.at, ""), name_of(change.to)});
  return rows.html();
}

} // namespace

std::string fault_section(const run_result& r) {
  const auto faults = r.faults.empty() ? "<p>Nothing was broken on purpose.</p>\n" : fault_table(r);
  return section("faults", "Faults", faults + breaker_table(r));
}

} // namespace simrun::html
