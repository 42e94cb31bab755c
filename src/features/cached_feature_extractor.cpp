#include "features/cached_feature_extractor.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

namespace {

void answer(extraction& result, const feature_vector& kept) {
  result.features = kept;
  result.features.source = feature_source::cache;
  result.problem.reset();
}

} // namespace

cached_feature_extractor::cached_feature_extractor(std::unique_ptr<feature_extractor> inner,
                                                   std::shared_ptr<shared_feature_cache> cache,
                                                   std::uint64_t model_identity,
                                                   std::function<time_point()> clock)
    : inner_(std::move(inner)),
      cache_(std::move(cache)),
      model_identity_(model_identity),
      clock_(std::move(clock)) {}

void cached_feature_extractor::extract(std::span<const window_view> windows, std::span<extraction> results,
                                       std::stop_token stop) {
  keys_.clear();
  missing_.clear();
  const auto now = clock_();
  for (std::size_t i = 0; i < windows.size(); ++i) {
    keys_.push_back(key_of(windows[i], model_identity_));
    if (!answer_from_cache(i, results[i], now))
      missing_.push_back(i);
  }

  // One round is enough unless a leader elsewhere had nothing to share. All that this thread leads has landed
  // before it waits for anyone, so two threads never wait for each other.
  while (!missing_.empty()) {
    std::vector<flight> leading;
    std::vector<flight> waiting;
    board(results, leading, waiting);
    compute(windows, results, leading, stop);
    missing_.clear();
    for (auto& [i, seat] : waiting) {
      const auto shared = seat.wait(stop);
      if (!shared)
        missing_.push_back(i);
      else if (*shared)
        answer(results[i], ***shared);
      else
        results[i].problem = shared->error();
    }
  }
}

bool cached_feature_extractor::answer_from_cache(std::size_t i, extraction& result, time_point now) {
  const auto kept = cache_->kept.find(keys_[i], now);
  if (!kept || !*kept)
    return false;
  answer(result, **kept);
  return true;
}

void cached_feature_extractor::board(std::span<extraction> results, std::vector<flight>& leading,
                                     std::vector<flight>& waiting) {
  const auto now = clock_();
  for (const auto i : missing_) {
    auto seat = cache_->computing.join(keys_[i]);
    if (!seat.leads()) {
      waiting.push_back({i, std::move(seat)});
      continue;
    }
    // A leader elsewhere may have landed between our miss and our joining; it stored before it landed.
    if (auto kept = cache_->kept.peek(keys_[i], now); kept && *kept) {
      answer(results[i], **kept);
      seat.land(std::move(*kept));
    } else {
      leading.push_back({i, std::move(seat)});
    }
  }
}

void cached_feature_extractor::compute(std::span<const window_view> windows, std::span<extraction> results,
                                       std::vector<flight>& leading, const std::stop_token& stop) {
  if (leading.empty())
    return;
  inner_windows_.clear();
  for (const auto& f : leading)
    inner_windows_.push_back(windows[f.window]);
  inner_results_.resize(std::max(inner_results_.size(), leading.size()));
  inner_->extract(inner_windows_, std::span(inner_results_).first(leading.size()), stop);
  for (std::size_t j = 0; j < leading.size(); ++j) {
    auto& [i, seat] = leading[j];
    std::swap(results[i], inner_results_[j]);
    seat.land(keep(i, results[i]));
  }
}

compute_once::outcome_to_share cached_feature_extractor::keep(std::size_t i, const extraction& done) {
  if (done.problem) {
    if (done.problem->code == error_code::bad_input)
      return failure(*done.problem);
    return std::nullopt;
  }
  if (done.features.source == feature_source::fallback)
    return std::nullopt;
  auto features = std::make_shared<const feature_vector>(done.features);
  cache_->kept.store(keys_[i], features, clock_());
  return features;
}

} // namespace simrun
