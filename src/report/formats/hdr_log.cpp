#include "report/formats/hdr_log.hpp"

#include "report/formats/hdr_encoding.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fmt/format.h>

namespace simrun {

namespace {

/// "2026-01-02T03:04:05Z" in seconds since the epoch; nothing where it is not of this form.
std::optional<std::int64_t> epoch_seconds(const std::string& utc) {
  int year = 0;
  unsigned month = 0, day = 0, hour = 0, minute = 0, second = 0;
  if (std::sscanf(utc.c_str(), "%4d-%2u-%2uT%2u:%2u:%2uZ", &year, &month, &day, &hour, &minute, &second) != 6)
    return std::nullopt;
  const auto date = std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
  if (!date.ok())
    return std::nullopt;
  const auto days = std::chrono::sys_days(date).time_since_epoch();
  return std::int64_t{days.count()} * 86400 + hour * 3600 + minute * 60 + second;
}

std::string start_of(const run_result& r) {
  const auto start = r.started_at ? epoch_seconds(*r.started_at) : std::nullopt;
  return start ? fmt::format("#[StartTime: {0}.000 (seconds since epoch), {1}]\n#[BaseTime: {0}.000 (seconds "
                             "since epoch)]\n",
                             *start, *r.started_at)
               : "";
}

/// "latency{outcome=cached}" -> "cached", "latency{group=cold}" -> "group:cold", "service" -> "service". A
/// tag has no commas, blanks or line breaks.
std::string tag_of(std::string_view name) {
  std::string tag(name);
  constexpr std::string_view latency = "latency{";
  if (name.starts_with(latency) && name.ends_with('}')) {
    tag = name.substr(latency.size(), name.size() - latency.size() - 1);
    if (tag.starts_with("outcome="))
      tag.erase(0, tag.find('=') + 1);
  }
  std::ranges::replace(tag, '=', ':');
  std::ranges::replace_if(
      tag, [](unsigned char c) { return c <= ' ' || c == ',' || c == 0x7f; }, '_');
  return tag;
}

/// A name of ours, but no line break in it, or a comment would end early.
std::string on_one_line(std::string text) {
  std::ranges::replace_if(
      text, [](unsigned char c) { return c < ' '; }, ' ');
  return text;
}

} // namespace

std::string hdr_log(const run_result& r) {
  auto text = fmt::format(
      "#[simrun {}: {} clock, seed {}, nanoseconds]\n#[Histogram log format version 1.2]\n{}"
      "\"StartTimestamp\",\"Interval_Length\",\"Interval_Max\",\"Interval_Compressed_Histogram\"\n",
      on_one_line(r.scenario_name), r.clock, r.seed, start_of(r));
  for (const auto& [name, histogram] : r.histograms) {
    if (histogram.count() == 0)
      continue;
    if (name != "latency")
      text += fmt::format("Tag={},", tag_of(name));
    text += fmt::format("0.000,{:.3f},{:.3f},{}\n", in_seconds(r.measured), in_milliseconds(*histogram.max()),
                        hdr_encoded(histogram));
  }
  return text;
}

} // namespace simrun
