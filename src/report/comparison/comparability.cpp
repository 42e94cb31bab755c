#include "report/comparison/comparability.hpp"

#include "monitor/readable.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace simrun {

namespace {

/// More than chance does to a load at random, less than what changes latency much.
constexpr double load_tolerance = 0.1;
constexpr double length_tolerance = 0.1;

std::string fact(const run_result& r, std::string_view name) {
  const auto found = std::ranges::find(r.environment, name, &environment_facts::value_type::first);
  return found == r.environment.end() ? std::string() : found->second;
}

class conditions {
public:
  conditions(const run_result& base, const run_result& now) : base_(base), now_(now) {}

  comparability found() {
    refuse_other("scenario", base_.scenario_name, now_.scenario_name);
    refuse_other("clock", base_.clock, now_.clock);
    if (base_.clock == "real" && now_.clock == "real")
      for (const auto* name : {"cpu", "cores"})
        refuse_other(name, fact(base_, name), fact(now_, name));
    refuse_other_faults();
    refuse_other("limit of processor time", limit_of(base_), limit_of(now_));
    refuse_unfinished("base", base_);
    refuse_unfinished("new", now_);

    warn_other("seed", std::to_string(base_.seed), std::to_string(now_.seed));
    warn_length();
    for (const auto* name : {"os", "compiler", "onednn", "caf"})
      warn_other(name, fact(base_, name), fact(now_, name));
    warn_load();
    warn_invalid("base", base_);
    warn_invalid("new", now_);
    return std::move(found_);
  }

private:
  void refuse_other(std::string_view what, const std::string& base, const std::string& now) {
    if (base != now)
      found_.refusals.push_back(fmt::format("Another {}: '{}', and '{}' in the base.", what, now, base));
  }

  /// A fault that comes again and again, at times out of the seed, comes as often as it happens to.
  static std::set<std::string> plan_of(const run_result& r) {
    std::set<std::string> plan;
    for (const auto& f : r.faults)
      plan.insert(f.text);
    return plan;
  }

  void refuse_other_faults() {
    const auto base = plan_of(base_), now = plan_of(now_);
    for (const auto& text : now)
      if (!base.contains(text))
        found_.refusals.push_back(fmt::format("The base has no fault '{}'.", text));
    for (const auto& text : base)
      if (!now.contains(text))
        found_.refusals.push_back(fmt::format("The base has the fault '{}', the new run has not.", text));
  }

  static std::string limit_of(const run_result& r) {
    return r.cpu_limit ? fmt::format("{} cores", r.cpu_limit->cores) : "none";
  }

  void refuse_unfinished(std::string_view which, const run_result& r) {
    const auto refuse = [&](std::string_view why) {
      found_.refusals.push_back(fmt::format("The {} run {}.", which, why));
    };
    if (r.broken)
      refuse("broke");
    else if (r.interrupted)
      refuse("was interrupted");
    else if (r.aborted)
      refuse("ended early, as a requirement was lost");
    else if (r.disturbed)
      refuse("was disturbed");
    if (r.disturbed && !r.invalid_reasons.empty())
      found_.refusals.back() += " " + r.invalid_reasons.front();
    if (r.search)
      refuse("is a search: its numbers are those of its last probe alone");
  }

  void warn_other(std::string_view what, const std::string& base, const std::string& now) {
    if (base != now)
      found_.warnings.push_back(fmt::format("Another {}: {}, and {} in the base.", what,
                                            now.empty() ? "none" : now, base.empty() ? "none" : base));
  }

  void warn_length() {
    const double base = in_seconds(base_.measured), now = in_seconds(now_.measured);
    if (std::abs(now - base) > length_tolerance * base)
      warn_other("length", readable_milliseconds(base * 1000), readable_milliseconds(now * 1000));
  }

  void warn_load() {
    const auto base = base_.metric("offered_rps"), now = now_.metric("offered_rps");
    if (base && now && std::abs(*now - *base) > load_tolerance * *base)
      found_.warnings.push_back(
          fmt::format("Another load: {} offered, and {} in the base. Was a key overridden?",
                      readable("offered_rps", *now), readable("offered_rps", *base)));
  }

  void warn_invalid(std::string_view which, const run_result& r) {
    if (r.verdict == verdict::invalid && !r.disturbed && !r.invalid_reasons.empty())
      found_.warnings.push_back(fmt::format("The {} run is invalid: {}", which, r.invalid_reasons.front()));
  }

  const run_result& base_;
  const run_result& now_;
  comparability found_;
};

} // namespace

comparability compare_conditions(const run_result& base, const run_result& now) {
  return conditions(base, now).found();
}

std::string conditions_of(const run_result& r) {
  if (r.clock != "real")
    return fmt::format("{}, {} clock", r.scenario_name, r.clock);
  return fmt::format("{}, {} clock, {} cores of {}", r.scenario_name, r.clock, fact(r, "cores"),
                     fact(r, "cpu"));
}

} // namespace simrun
