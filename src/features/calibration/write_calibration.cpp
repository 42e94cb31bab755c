#include "features/calibration/calibration_json.hpp"

#include <nlohmann/json.hpp>

namespace simrun {

namespace {

using json = nlohmann::ordered_json;

json distribution_json(const empirical_distribution& d) {
  auto parts = json::array();
  for (const auto mean : d.part_means())
    parts.push_back(mean.count());
  return {{"count", d.count()}, {"mean_ns", d.mean().count()}, {"hundredths_ns", std::move(parts)}};
}

json window_json(const window_calibration& w) {
  auto batches = json::array();
  for (const auto& b : w.extraction) {
    json entry{{"batch", b.batch}};
    entry.update(distribution_json(b.times));
    batches.push_back(std::move(entry));
  }
  return {{"window", w.window},
          {"extraction", std::move(batches)},
          {"pause_ns", w.pause.count()},
          {"after_pause", distribution_json(w.after_pause)},
          {"warm_up_ns", w.warm_up.count()},
          {"fallback", distribution_json(w.fallback)},
          {"cache_hit", distribution_json(w.cache_hit)}};
}

json facts_json(const calibration& c) {
  auto facts = json::object();
  for (const auto& [name, value] : c.machine)
    facts[name] = value;
  return facts;
}

} // namespace

std::string calibration_json(const calibration& c) {
  auto windows = json::array();
  for (const auto& w : c.windows)
    windows.push_back(window_json(w));
  const json document{{"schema", calibration_schema},
                      {"measured_at", c.measured_at},
                      {"machine", facts_json(c)},
                      {"weights", c.weights},
                      {"windows", std::move(windows)},
                      {"cold_start", distribution_json(c.cold_start)},
                      {"path",
                       {{"extracted", distribution_json(c.path.extracted)},
                        {"cached", distribution_json(c.path.cached)},
                        {"turnaround", distribution_json(c.path.turnaround)}}}};
  return document.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace simrun
