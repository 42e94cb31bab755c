#include "features/calibration/calibration_json.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>

namespace simrun {

namespace {

using json = nlohmann::ordered_json;

/// Far above any machine's; it keeps sums of draws inside whole nanoseconds.
constexpr duration longest = std::chrono::hours(1);
constexpr std::int64_t batch_max = 1024;
constexpr std::int64_t window_max = 4096;

/// What can't be used, by its place in the document. It does not leave this file.
struct unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

const json& member(const json& object, const char* key, const std::string& at) {
  if (!object.is_object() || !object.contains(key))
    throw unusable(fmt::format("'{}{}' is missing", at, key));
  return object.at(key);
}

std::int64_t whole_number(const json& object, const char* key, const std::string& at, std::int64_t min,
                          std::int64_t max) {
  const auto& value = member(object, key, at);
  if (!value.is_number_integer() || value < min || value > max)
    throw unusable(fmt::format("'{}{}' must be a whole number from {} to {}", at, key, min, max));
  return value.get<std::int64_t>();
}

std::string text(const json& object, const char* key, const std::string& at = "") {
  const auto& value = member(object, key, at);
  if (!value.is_string())
    throw unusable(fmt::format("'{}{}' must be text", at, key));
  return value.get<std::string>();
}

const json& list(const json& object, const char* key, const std::string& at) {
  const auto& value = member(object, key, at);
  if (!value.is_array() || value.empty())
    throw unusable(fmt::format("'{}{}' must be a list, and not an empty one", at, key));
  return value;
}

empirical_distribution distribution(const json& object, const std::string& at) {
  std::vector<duration> parts;
  for (const auto& value : list(object, "hundredths_ns", at))
    parts.emplace_back(value.is_number_integer() && value <= longest.count() ? value.get<std::int64_t>()
                                                                             : -1);
  const auto count = whole_number(object, "count", at, 1, std::numeric_limits<std::int64_t>::max());
  auto read = empirical_distribution::from_parts(parts, static_cast<std::uint64_t>(count));
  if (!read || std::ranges::min(parts) < duration(0))
    throw unusable(fmt::format("'{}hundredths_ns' must be {} whole numbers of nanoseconds, ascending", at,
                               empirical_distribution::parts));
  return *read;
}

empirical_distribution distribution_of(const json& object, const char* key, const std::string& at = "") {
  return distribution(member(object, key, at), at + key + ".");
}

window_calibration window_of(const json& object, const std::string& at) {
  window_calibration w;
  w.window = static_cast<std::uint32_t>(whole_number(object, "window", at, 1, window_max));
  const auto& batches = list(object, "extraction", at);
  for (std::size_t i = 0; i < batches.size(); ++i) {
    const auto here = fmt::format("{}extraction[{}].", at, i);
    const auto batch = static_cast<std::uint32_t>(whole_number(batches[i], "batch", here, 1, batch_max));
    if (batch <= (i == 0 ? 0 : w.extraction.back().batch) || (i == 0 && batch != 1))
      throw unusable(
          fmt::format("'{}extraction' must begin with a batch of 1, and each be larger than the last", at));
    w.extraction.push_back({batch, distribution(batches[i], here)});
  }
  w.pause = duration(whole_number(object, "pause_ns", at, 1, longest.count()));
  w.after_pause = distribution_of(object, "after_pause", at);
  w.warm_up = duration(whole_number(object, "warm_up_ns", at, 1, longest.count()));
  w.fallback = distribution_of(object, "fallback", at);
  w.cache_hit = distribution_of(object, "cache_hit", at);
  return w;
}

calibration calibration_of(const json& document) {
  if (const auto schema = text(document, "schema"); schema != calibration_schema)
    throw unusable(fmt::format("its schema is '{}', not '{}'", schema, calibration_schema));
  calibration c;
  c.measured_at = text(document, "measured_at");
  for (const auto& [name, value] : member(document, "machine", "").items())
    c.machine.emplace_back(name, value.is_string() ? value.get<std::string>() : value.dump());
  c.weights = text(document, "weights");
  const auto& windows = list(document, "windows", "");
  for (std::size_t i = 0; i < windows.size(); ++i)
    c.windows.push_back(window_of(windows[i], fmt::format("windows[{}].", i)));
  c.cold_start = distribution_of(document, "cold_start");
  const auto& path = member(document, "path", "");
  c.path = {distribution_of(path, "extracted", "path."), distribution_of(path, "cached", "path."),
            distribution_of(path, "turnaround", "path.")};
  return c;
}

} // namespace

result<calibration> parse_calibration(std::string_view json_text, const std::string& name) {
  const auto refuse = [&](std::string_view why) {
    return fail(
        error_code::bad_input,
        fmt::format("'{}' is no calibration: {}; 'simrun calibrate --out {}' makes one", name, why, name));
  };
  const auto document = json::parse(json_text, nullptr, false);
  if (document.is_discarded())
    return refuse("it is no JSON");
  try {
    return calibration_of(document);
  } catch (const unusable& why) {
    return refuse(why.what());
  }
}

result<calibration> read_calibration(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  if (!file || !(content << file.rdbuf()))
    return fail(error_code::io,
                fmt::format("'{}' can't be read; 'simrun calibrate --out {}' makes one", path, path));
  return parse_calibration(content.view(), path);
}

} // namespace simrun
