#include "cli/shared_inputs.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace simrun {

namespace {

/// Enough for the seeds of a plan; a market may take hundreds of megabytes.
constexpr std::size_t markets_kept = 4;

/// All that load_run_inputs looks at on the virtual clock.
std::string name_of_market(const scenario& s) {
  const auto& m = s.market;
  const auto sources = fmt::format("{} {}", longest_window(s), fmt::join(m.sources, "\n"));
  return m.made_up() ? fmt::format("{} {} {} {}", sources, m.symbols, m.bars, seed_of(s, "market")) : sources;
}

} // namespace

result<std::shared_ptr<const run_inputs>> shared_inputs::of(const scenario& s) {
  const auto name = name_of_market(s);
  const std::scoped_lock lock(mutex_);
  if (const auto found = std::ranges::find(latest_first_, name, &entry::market);
      found != latest_first_.end()) {
    std::rotate(latest_first_.begin(), found, found + 1);
    return latest_first_.front().inputs;
  }
  auto loaded = load_run_inputs(s);
  if (!loaded)
    return failure(loaded.error());
  if (latest_first_.size() == markets_kept)
    latest_first_.pop_back();
  latest_first_.push_front({name, std::make_shared<const run_inputs>(std::move(*loaded))});
  return latest_first_.front().inputs;
}

result<void> shared_inputs::check(const scenario& s) {
  if (s.market.made_up())
    return {};
  return of(s).map([](const auto&) {});
}

} // namespace simrun
