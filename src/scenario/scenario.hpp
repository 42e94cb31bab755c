#pragma once

#include "chaos/fault_spec.hpp"
#include "core/requirement.hpp"
#include "core/time.hpp"
#include "core/zone_layout.hpp"
#include "features/model_kind.hpp"
#include "features/network/compute/precision.hpp"
#include "features/service_model.hpp"
#include "load/load_pattern.hpp"
#include "load/window_mix.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simrun {

enum class clock_kind { real, virtual_time };

struct market_config {
  std::string source =
      "synthetic";           ///< "synthetic", "extreme", or a CSV file (relative paths are the scenario's)
  std::uint32_t window = 60; ///< bars
  bool standardise = true;   ///< per column, before the network
  std::uint32_t symbols = 1; ///< made-up markets only
  std::uint32_t bars = 5000; ///< made-up markets only

  /// Made from a seed, rather than read from a file.
  bool made_up() const noexcept { return source == "synthetic" || source == "extreme"; }
};

struct model_config {
  model_kind kind = model_kind::network;
  std::optional<std::string> weights; ///< none: seeded random weights of the default size
  model_precision precision = model_precision::f32;
};

struct extractor_config {
  std::uint32_t workers = 2;
  std::uint32_t batch_max = 16;
  std::uint32_t queue_max = 256;
  duration timeout = std::chrono::milliseconds(500); ///< a request's deadline, from its intended time
  bool pinned = false;                               ///< real clock only: each extractor to a core
  service_model service;                             ///< virtual clock only
};

/// Where some of the extractors stand, and how far that is from the dispatcher. Virtual clock only.
struct zone_config {
  std::string name;
  double share = 1;    ///< of the workers, against the other zones' shares
  service_model delay; ///< of a message, one way
};

struct cache_config {
  bool enabled = true;
  std::uint32_t capacity = 1000;
  duration ttl = std::chrono::seconds(60);
};

struct fallback_config {
  bool enabled = true;
  service_model service = service_model::constant(std::chrono::microseconds(100)); ///< virtual clock only
};

struct supervisor_config {
  duration restart_delay = std::chrono::milliseconds(100); ///< for what died with no `for` of its own
};

/// Instead of one run, many: for the highest rate at which the critical requirements hold.
struct search_config {
  double rps_min = 1;
  double rps_max = 1;
  double tolerance = 0.02;
  duration probe = std::chrono::seconds(10);     ///< length of a run, at first
  duration probe_max = std::chrono::seconds(80); ///< of one that does not decide
  duration time_max = std::chrono::hours(1);     ///< for all runs, their warm-ups included
};

/// Who sees to a limit on processor time: the kernel by a cgroup's quota, or the workers by waiting.
enum class cpu_limiting { automatic, quota, workers };

/// What the process of a run may take; 0: as much as the system gives. Real clock only.
struct limits_config {
  std::uint32_t memory_limit_mb = 0;
  std::uint32_t descriptors_max = 0;
  double cpu_limit_cores = 0; ///< of the workers: what makes and counts the load is not held up
  cpu_limiting cpu_limit_by = cpu_limiting::automatic; ///< automatic: the quota where there can be one
};

/// Seeds for single dimensions of what is random, so that one can change while the others stay.
struct seed_overrides {
  std::optional<std::uint64_t> arrivals; ///< when requests are due
  std::optional<std::uint64_t> windows;  ///< which windows they ask for
  std::optional<std::uint64_t> sizes;    ///< how long those windows are, where there are several lengths
  std::optional<std::uint64_t> service;  ///< how long work and messages take on the virtual clock
  std::optional<std::uint64_t> market;   ///< the synthetic market
};

/// A checked scenario: every value is possible, every name is known, every file path is resolved.
struct scenario {
  std::string file; ///< as the user named it
  std::string name;
  std::string description;
  clock_kind clock = clock_kind::real;
  std::uint64_t seed = 1;
  seed_overrides seeds;
  duration warmup{};
  duration duration_measured = std::chrono::seconds(10);
  market_config market;
  model_config model;
  extractor_config extractor;
  std::vector<zone_config> zones; ///< none: all extractors are where the dispatcher is
  cache_config cache;
  fallback_config fallback;
  supervisor_config supervisor;
  limits_config limits;
  load_pattern load;
  std::optional<service_model> think_time{}; ///< of a closed load's users; none: no pause
  window_mix mix;
  std::optional<search_config> search; ///< then `duration_measured` is its shortest probe
  std::vector<fault_spec> faults;
  std::vector<requirement> requirements;
};

/// What a random stream of that name starts from: "arrivals", "windows", "sizes", "service", "market" may
/// have a seed of their own; "path" and "network" go with the service times.
std::uint64_t seed_of(const scenario& s, std::string_view dimension);

/// The dimensions that have a seed of their own, by name.
std::vector<std::pair<std::string, std::uint64_t>> own_seeds(const scenario& s);

/// The lengths of window that requests ask for: those of the mix, or the market's.
std::vector<window_size> window_sizes(const scenario& s);
/// The longest window that a request may ask for, in bars.
std::uint32_t longest_window(const scenario& s);

/// Which workers stand in which zone.
std::vector<zone_workers> zone_layout(const scenario& s);

} // namespace simrun
