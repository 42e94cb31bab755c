#pragma once

#include "chaos/fault_bounds.hpp"
#include "chaos/fault_spec.hpp"
#include "core/alert_rule.hpp"
#include "core/circuit_breaker.hpp"
#include "core/clock_kind.hpp"
#include "core/requirement.hpp"
#include "core/restart_policy.hpp"
#include "core/time.hpp"
#include "core/zone_layout.hpp"
#include "features/model_kind.hpp"
#include "features/network/compute/precision.hpp"
#include "features/service_model.hpp"
#include "load/load_pattern.hpp"
#include "load/window_mix.hpp"
#include "trading/enhanced_trading_config.hpp"
#include "trading/policies/policy_kind.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace simrun {

struct market_config {
  /// "synthetic" or "extreme", or CSV files (relative paths are the scenario's): each is a symbol, the most
  /// popular first.
  std::vector<std::string> sources{"synthetic"};
  std::uint32_t window = 60; ///< bars
  bool standardise = true;   ///< per column, before the network
  std::uint32_t symbols = 1; ///< made-up markets only
  std::uint32_t bars = 5000; ///< made-up markets only

  bool is(std::string_view word) const noexcept { return sources.size() == 1 && sources.front() == word; }
  /// Made from a seed, rather than read from files.
  bool made_up() const noexcept { return is("synthetic") || is("extreme"); }
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

/// How long the dispatcher waits for an answer, and when it leaves the model alone.
struct dispatcher_limits {
  duration
      attempt_timeout{};    ///< of a batch, from its order to its report; 0: half of the extractor's timeout
  duration probe_timeout{}; ///< of the cache's answer; 0: a tenth of the extractor's timeout
  breaker_config breaker;
};

/// What is asked of the system when its faults are over.
struct chaos_config {
  duration recovered_after = std::chrono::seconds(1); ///< how long the requirements must hold to count
  duration recovery_max = std::chrono::seconds(10);   ///< from the last healing until they hold again
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
  std::optional<std::uint64_t> arrivals;   ///< when requests are due
  std::optional<std::uint64_t> windows;    ///< which windows they ask for
  std::optional<std::uint64_t> sizes;      ///< how long those windows are, where there are several lengths
  std::optional<std::uint64_t> service;    ///< how long work and messages take on the virtual clock
  std::optional<std::uint64_t> market;     ///< the synthetic market
  std::optional<std::uint64_t> faults{};   ///< when faults with random times fire, and whom they hit
  std::optional<std::uint64_t> schedule{}; ///< other orders of events; virtual clock only
};

/// One of several loads at once.
struct load_group {
  std::string name; ///< empty where there is only one load
  load_pattern load;
  window_mix mix;
  std::optional<service_model> think_time{}; ///< of a closed load's users; none: no pause
};

/// Who is told while a run goes on.
struct alerts_config {
  bool enabled = true;
  std::vector<std::string> webhook_hosts; ///< that may be told besides this machine
};

/// Trading environments as the load: each step of each asks for the features of its symbols.
struct environment_config {
  std::uint32_t environments = 1;
  std::vector<std::size_t> policies{static_cast<std::size_t>(policy_kind::random)}; ///< policy_kind, in turn
  std::string actions_file{};                ///< of the policy "replay"
  std::uint32_t symbols = 1;                 ///< of the market's, for each
  std::uint32_t episodes = 0;                ///< of each; 0: as many as fit the duration
  std::uint32_t episode_steps = 0;           ///< 0: to the end of the data
  std::optional<service_model> think_time{}; ///< none: no pause
  enhanced_trading_config trading{};         ///< its look-back is the market's window
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
  dispatcher_limits dispatcher;
  restart_config supervisor; ///< for what died with no `for` of its own
  limits_config limits;
  load_pattern load; ///< the only one, with mix and think_time; unused where there are groups
  std::optional<service_model> think_time{};
  window_mix mix;
  std::vector<load_group> groups;                  ///< none: one load
  std::optional<environment_config> environment{}; ///< then they are the load
  std::optional<search_config> search;             ///< then `duration_measured` is its shortest probe
  std::vector<fault_spec> faults;
  chaos_config chaos;
  std::optional<std::uint64_t> chaos_seed{}; ///< drew the last of the faults
  std::vector<requirement> requirements;
  alerts_config alerting;
  std::vector<alert_rule> alerts; ///< its own; those of a run are alert_rules()
};

/// What a run is watched by: the scenario's own rules or the default ones, and none where it wants none.
std::vector<alert_rule> alert_rules(const scenario& s);

/// The dispatcher's timeouts, where the scenario gives none too.
duration attempt_timeout(const scenario& s);
duration probe_timeout(const scenario& s);

/// What a random stream of that name starts from: "arrivals", "windows", "sizes", "service", "market",
/// "faults" may have a seed of their own; "path" and "network" go with the service times.
std::uint64_t seed_of(const scenario& s, std::string_view dimension);

/// The dimensions that have a seed of their own, by name; "chaos" is the one that drew faults.
std::vector<std::pair<std::string, std::uint64_t>> own_seeds(const scenario& s);

/// Its loads: the groups, or the only one, without a name.
std::vector<load_group> load_groups(const scenario& s);

/// The lengths of window that requests of a mix ask for: its own, or the market's.
std::vector<window_size> window_sizes(const window_mix& mix, const scenario& s);
/// Those of all loads.
std::vector<window_size> window_sizes(const scenario& s);
/// The longest window that a request may ask for, in bars.
std::uint32_t longest_window(const scenario& s);

/// Which workers stand in which zone.
std::vector<zone_workers> zone_layout(const scenario& s);
/// What its faults have to fit to.
fault_bounds bounds_of_faults(const scenario& s);

} // namespace simrun
