#include "report/result/read_result.hpp"

#include "report/result/result_json.hpp"
#include "report/result/result_readers.hpp"

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>

namespace simrun {

namespace {

using json = json_place::json;

constexpr auto text_of = [](const json_place& place) { return place.text(); };
constexpr auto number_of = [](const json_place& place) { return place.number(); };
constexpr auto count_of = [](const json_place& place) { return place.count(); };
constexpr auto truth_of = [](const json_place& place) { return place.truth(); };

void check_schema(const json_place& document) {
  const auto schema = document.find("schema");
  if (!schema)
    document.refuse("schema: it is missing; this is no result.json of simrun");
  const auto name = schema->text();
  if (name == result_schema)
    return;
  const bool ours = name.starts_with("simrun.result/");
  schema->refuse(fmt::format("expected \"{}\", got \"{}\"{}", result_schema, name,
                             ours ? "; another version of simrun wrote it" : ""));
}

void read_scenario(run_result& r, const json_place& scenario) {
  r.scenario_name = scenario["name"].text();
  r.scenario_file = scenario["file"].text();
  r.clock = scenario["clock"].text();
  if (r.clock != "real" && r.clock != "virtual")
    scenario["clock"].refuse(fmt::format("expected one of real, virtual, got \"{}\"", r.clock));
  r.seed = scenario["seed"].count();
  r.measured = scenario["duration_s"].seconds();
  if (const auto seeds = scenario.find("seeds"))
    r.seeds = seeds->named(count_of);
}

std::uint64_t digest_of(const json_place& place) {
  const auto text = place.text();
  std::uint64_t digest = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), digest, 16);
  if (failed != std::errc{} || end != text.data() + text.size() || text.size() != 16)
    place.refuse(fmt::format("expected 16 hexadecimal digits, got \"{}\"", text));
  return digest;
}

group_result group_of(const std::string& name, const json_place& place) {
  return {name, place["metrics"].named(number_of), result_readers::outcomes(place["outcomes"])};
}

environment_result trading_environment_of(const std::string& name, const json_place& place) {
  return {name, place["policy"].text(), place["symbols"].text(), place["metrics"].named(number_of)};
}

void read_judgement(run_result& r, const json_place& document) {
  r.verdict = document["verdict"].one_of({verdict::passed, verdict::failed, verdict::invalid}, name_of);
  r.invalid_reasons = document["invalid_reasons"].list_of(text_of);
  r.interrupted = document["interrupted"].truth();
  r.broken = document.optional("broken", truth_of).value_or(false);
  r.disturbed = document.optional("disturbed", truth_of).value_or(false);
  r.requirements = document["requirements"].list_of(result_readers::requirement_of);
  r.alerts = document["alerts"].list_of(result_readers::alert_of);
  if (const auto missed = document.find("not_recovered"))
    r.not_recovered = missed->list_of(text_of);
  r.aborted = document.optional("aborted_by", text_of);
}

void read_measurements(run_result& r, const json_place& document) {
  r.metrics = document["metrics"].named(number_of);
  r.outcomes = result_readers::outcomes(document["outcomes"]);
  if (const auto warmup = document.find("warmup_outcomes"))
    r.warmup_outcomes = result_readers::outcomes(*warmup);
  if (const auto failures = document.find("failures"))
    r.failures = failures->named(count_of);
  r.histograms = document["histograms"].named(result_readers::histogram);
  if (const auto groups = document.find("groups"))
    for (const auto& [name, group] : groups->members())
      r.groups.push_back(group_of(name, group));
  if (const auto environments = document.find("trading_environments"))
    for (const auto& [name, environment] : environments->members())
      r.environments.push_back(trading_environment_of(name, environment));
  r.intervals = document["intervals"].list_of(result_readers::interval_row);
  if (const auto map = document.find("latency_map"))
    r.latencies = result_readers::latencies(*map);
  if (const auto changes = document.find("breaker_changes"))
    r.breaker_changes = changes->list_of(result_readers::change_of_breaker);
  if (const auto trends = document.find("trends"))
    r.trends = result_readers::trends(*trends);
  r.faults = document["faults"].list_of(result_readers::fault);
  r.cpu_limit = document.optional("cpu_limit", result_readers::cpu_limit);
  r.baseline = document.optional("baseline", result_readers::baseline);
  r.search = document.optional("search", result_readers::search);
}

run_result read_document(const json_place& document) {
  check_schema(document);
  run_result r;
  read_scenario(r, document["scenario"]);
  r.environment = document["environment"].named(text_of);
  r.started_at = document.optional("started_at", text_of);
  r.replay = document.optional("replay", text_of).value_or("");
  read_judgement(r, document);
  read_measurements(r, document);
  r.event_digest = document.optional("event_digest", digest_of);
  r.events = document.optional_count("events").value_or(0);
  return r;
}

result<std::string> read_whole(const std::string& path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored))
    return fail(error_code::io, "it is a folder; give the result.json in it");
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  std::string text;
  for (std::array<char, 65536> part{}; in.read(part.data(), part.size()) || in.gcount() > 0;)
    text.append(part.data(), static_cast<std::size_t>(in.gcount()));
  if (!in.is_open() || in.bad())
    return fail(error_code::io, fmt::format("can't be read: {}", std::strerror(errno)));
  return text;
}

/// Without the library's own name in front.
std::string without_prefix(std::string_view what) {
  const auto end = what.starts_with('[') ? what.find("] ") : std::string_view::npos;
  return std::string(end == std::string_view::npos ? what : what.substr(end + 2));
}

} // namespace

result<run_result> read_result(std::string_view text) {
  try {
    const auto document = json::parse(text);
    return read_document(json_place(document));
  } catch (const misread& problem) {
    return fail(error_code::bad_input, problem.what());
  } catch (const json::exception& problem) {
    return fail(error_code::bad_input, "it is damaged or no JSON: " + without_prefix(problem.what()));
  }
}

result<run_result> read_result_file(const std::string& path) {
  return read_whole(path).and_then(read_result).map_error([&](const error& e) {
    return error{e.code, fmt::format("{}: {}", path, e.message)};
  });
}

} // namespace simrun
