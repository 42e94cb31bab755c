#include "actors/run_search.hpp"
#include "cli/alerts/alert_desk.hpp"
#include "cli/check_determinism.hpp"
#include "cli/commands.hpp"
#include "cli/compare/run_baseline.hpp"
#include "cli/environment.hpp"
#include "cli/exit_code.hpp"
#include "cli/interruption.hpp"
#include "cli/limited_run.hpp"
#include "cli/live/live_watch.hpp"
#include "cli/progress_display.hpp"
#include "cli/read_runnable.hpp"
#include "cli/replay_command_line.hpp"
#include "report/console/console_summary.hpp"
#include "report/detail/detailed_report.hpp"
#include "report/live/progress_line.hpp"
#include "report/write_reports.hpp"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>

namespace simrun {

namespace {

namespace fs = std::filesystem;

int code_of(const run_result& r) {
  if (r.broken)
    return exit_code::broken;
  switch (r.verdict) {
  case verdict::passed:
    return exit_code::passed;
  case verdict::failed:
    return exit_code::requirement_failed;
  case verdict::invalid:
    break;
  }
  return exit_code::invalid;
}

/// The folder that is wanted, with a number behind it where it is there already.
fs::path fresh(const fs::path& wanted) {
  auto folder = wanted;
  for (int n = 2; fs::exists(folder); ++n)
    folder = fmt::format("{}-{}", wanted.string(), n);
  return folder;
}

/// "results/spike-20260131T120000Z" where the user has not said.
fs::path folder_for(const run_arguments& arguments, const std::string& scenario, std::string utc) {
  std::erase_if(utc, [](char c) { return c == '-' || c == ':'; });
  if (!arguments.out)
    return fresh(fs::path("results") / (scenario + "-" + utc));
  // Several results need a folder each, also those of one name.
  return arguments.files.size() > 1 ? fresh(fs::path(*arguments.out) / scenario) : fs::path(*arguments.out);
}

void announce(const scenario& s) {
  const bool real = s.clock == clock_kind::real;
  if (s.search) {
    fmt::print(stderr, "{}: searches from {}/s to {}/s on the {} clock, for {} at most\n", s.name,
               s.search->rps_min, s.search->rps_max, real ? "real" : "virtual", to_text(s.search->time_max));
    return;
  }
  fmt::print(stderr, "{}: {}{} on the {} clock{}\n", s.name, ends_by_count(s.load) ? "up to " : "",
             to_text(s.warmup + s.duration_measured), real ? "real" : "virtual",
             real ? "; Ctrl-C ends it early, with a result" : "");
}

void print_lines(const std::vector<std::string>& lines) {
  for (const auto& line : lines)
    fmt::print(stderr, "{}\n", line);
}

/// Runs it, with a view of it where there is one, else with a line that says how far it is and one for each
/// alert that comes or goes.
run_result run_shown(const runnable& ready, const std::atomic<bool>& interrupted, live_watch& live,
                     alert_desk& alerts, bool quiet) {
  const auto& s = ready.scenario;
  // Of a search the one line says more: a view would begin anew with each probe.
  const auto view = s.search ? nullptr : live.show(s.clock);
  progress_display display(live.may_show_progress() && !view);
  const auto show_alerts = [&] {
    const auto lines = alerts.take_lines();
    if (quiet || view || lines.empty())
      return;
    display.clear();
    print_lines(lines);
  };
  const auto show_progress = [&](time_point now) {
    show_alerts();
    if (display.is_due())
      display.show(progress_line(run_progress{s.name, s.clock == clock_kind::virtual_time, now, s.warmup,
                                              s.duration_measured, display.elapsed()},
                                 display.bar_columns()));
  };
  if (!s.search) {
    run_watch watch(interrupted, show_progress);
    watch.live = live.feed(view != nullptr);
    watch.on_alert = [&alerts](const alert_event& event) { alerts.tell(event); };
    auto r = run_scenario(s, ready.inputs, watch);
    show_alerts();
    return r;
  }
  search_watch watch{interrupted, [&](const rate_probe& probe, time_point) {
                       if (display.is_due())
                         display.show(fmt::format("{}  probe {}: {:.4g}/s for {}", s.name, probe.number + 1,
                                                  probe.rate_rps, to_text(probe.length)));
                     }};
  watch.live = live.feed(false);
  return run_search(s, ready.inputs, watch);
}

int run_one(const run_arguments& arguments, const runnable& ready, const cpu_limiter* limiter,
            const run_baseline* baseline, const std::atomic<bool>& interrupted, live_watch& live) {
  const auto& s = ready.scenario;
  if (!arguments.quiet)
    announce(s);
  const auto started_at = utc_now();
  alert_desk alerts(arguments.alerts, {s.name, s.clock, s.seed});
  auto r = run_shown(ready, interrupted, live, alerts, arguments.quiet);
  print_lines(alerts.close());
  r.environment = describe_environment(s.clock);
  if (s.clock == clock_kind::real)
    r.started_at = started_at;
  if (limiter)
    r.cpu_limit = limiter->record();

  r.replay = replay_command_line(s.file, arguments.overrides, s.seed);
  if (baseline)
    baseline->hold_against(r);

  const auto folder = folder_for(arguments, s.name, started_at);
  if (const auto saved = write_reports(r, folder.string()); !saved) {
    fmt::print(stderr, "{}\n", saved.error().message);
    return exit_code::broken;
  }
  live.run_over(r);
  if (!arguments.quiet) {
    fmt::print("{}", arguments.detail ? detailed_report(r) : console_summary(r));
    std::fflush(stdout);
    fmt::print(stderr, "result: {}\n", (folder / "result.json").string());
  }
  return code_of(r);
}

bool open_view(live_watch& live) {
  const auto opened = live.open();
  if (!opened)
    fmt::print(stderr, "simrun: {}\n", opened.error().message);
  return opened.has_value();
}

/// Whether every scenario lets the webhook be told.
bool may_be_told(const std::optional<webhook_address>& webhook, const std::vector<runnable>& ready) {
  bool all = true;
  for (const auto& r : ready)
    if (const auto allowed = webhook ? check_webhook(*webhook, r.scenario) : result<void>(); !allowed) {
      fmt::print(stderr, "{}\n", allowed.error().message);
      all = false;
    }
  return all;
}

} // namespace

int run_command(const run_arguments& arguments) {
  // All of them are read before any is run: a typo in the last must not cost the time of the others.
  std::vector<runnable> ready;
  for (const auto& file : arguments.files)
    if (auto r = read_runnable(file, arguments.overrides))
      ready.push_back(std::move(*r));
  if (ready.size() < arguments.files.size())
    return exit_code::bad_usage;

  if (!may_be_told(arguments.alerts.webhook, ready))
    return exit_code::bad_usage;
  std::optional<run_baseline> baseline;
  if (arguments.baseline) {
    auto read = run_baseline::read(*arguments.baseline, ready.front().scenario, arguments.force,
                                   arguments.minimum_effect);
    if (!read) {
      fmt::print(stderr, "{}\n", read.error().message);
      return exit_code::bad_usage;
    }
    baseline.emplace(std::move(*read));
  }

  const auto& interrupted = watch_for_interruption();
  // With limits on any of them each has a process of its own, so that this one starts no thread between
  // forks.
  const bool in_children =
      std::ranges::any_of(ready, [](const runnable& r) { return is_limited(r.scenario); });
  live_watch live(arguments.live, arguments.quiet);
  if (!in_children && !open_view(live))
    return exit_code::bad_usage;
  int worst = exit_code::passed;
  for (auto& r : ready) {
    if (interrupted)
      break;
    const auto run = [&](const cpu_limiter* limiter) {
      if (limiter)
        limiter->limit(r.inputs);
      if (arguments.check_determinism)
        return check_determinism(r, interrupted);
      if (!open_view(live))
        return exit_code::bad_usage;
      const int code = run_one(arguments, r, limiter, baseline ? &*baseline : nullptr, interrupted, live);
      if (in_children || &r == &ready.back())
        live.close(interrupted, &r == &ready.back());
      return code;
    };
    worst = std::max(worst, in_children ? run_limited(r.scenario, run) : run(nullptr));
  }
  return worst;
}

} // namespace simrun
