#include "features/calibration/measure_service.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <thread>

namespace simrun {

namespace {

/// The first rounds are slow: memory is touched for the first time, clocks speed up.
constexpr unsigned rounds_warming = 3;
/// Enough that every hundredth of a distribution rests on samples of its own.
constexpr unsigned rounds_max = 1000;
/// A worker's pause that costs most of what pauses can cost, and still fits into a calibration.
constexpr duration pause = std::chrono::milliseconds(16);
constexpr unsigned pauses = 2;
/// After a pause it takes so many windows until all is as before.
constexpr unsigned windows_warming = 4;

/// What a pause costs falls on a line, so the windows after the first pay (n - 1) / 2 times what the first
/// pays if the line ends at the n-th.
duration warm_up_of(duration warm, duration first, std::span<const duration> next) {
  const double price = in_seconds(std::max(duration(1), first - warm));
  double paid_later = 0;
  for (const auto time : next)
    paid_later += std::clamp(in_seconds(time - warm), 0.0, price);
  return from_seconds(in_seconds(warm) * (2 * paid_later / price + 1));
}
/// Fallback and cache hit take microseconds: a few a round cost nothing.
constexpr unsigned quick_repeats = 8;

/// A batch is measured after others of its size, as it mostly comes in a run: what a large one leaves in the
/// caches makes a small one slower. A large one does not mind what was before.
constexpr unsigned repeats_of(std::uint32_t batch) {
  return std::max(1U, 8U / batch);
}

/// Windows of one length, and the samples of their cases.
class window_bench {
public:
  window_bench(const market_data& market, std::uint32_t window, std::span<const std::uint32_t> batches,
               std::uint64_t model_identity)
      : window_(window),
        batches_(batches.begin(), batches.end()),
        extraction_(batches.size()),
        identity_(model_identity) {
    const auto last = market.window_count(0, window) - 1;
    for (std::uint32_t i = 0; i < batches.back(); ++i)
      windows_.push_back(market.window({0, window + i * last / batches.back(), window}));
    results_.resize(windows_.size());
    cache_.store(key_of(windows_.front(), identity_), std::make_shared<feature_vector>(), run_start);
  }

  void run_round(feature_extractor& model, feature_extractor& fallback, const stopwatch& now) {
    measure_pauses(model, now);
    for (std::size_t i = 0; i < batches_.size(); ++i)
      measure_batches(model, i, now);
    for (unsigned i = 0; i < quick_repeats; ++i)
      fallback_.push_back(time(now, [&] { extract(fallback, 1); }));
    for (unsigned i = 0; i < quick_repeats; ++i)
      hits_.push_back(time(now, [&] { cache_.find(key_of(windows_.front(), identity_), run_start); }));
  }

  void forget() {
    for (auto& samples : extraction_)
      samples.clear();
    after_pause_.clear();
    for (auto& samples : warming_)
      samples.clear();
    fallback_.clear();
    hits_.clear();
  }

  window_calibration measured() const {
    window_calibration w;
    w.window = window_;
    w.pause = pause;
    w.after_pause = empirical_distribution::of(after_pause_);
    w.fallback = empirical_distribution::of(fallback_);
    w.cache_hit = empirical_distribution::of(hits_);
    for (std::size_t i = 0; i < batches_.size(); ++i)
      w.extraction.push_back({batches_[i], empirical_distribution::of(extraction_[i])});
    // Medians: one sample that something held up would say more than all others.
    std::array<duration, windows_warming> next;
    std::ranges::transform(warming_, next.begin(),
                           [](const auto& s) { return empirical_distribution::of(s).at(0.5); });
    w.warm_up = warm_up_of(w.extraction.front().times.at(0.5), w.after_pause.at(0.5), next);
    return w;
  }

  /// What went wrong with a window, if anything did.
  std::optional<error> problem() const {
    const auto bad =
        std::ranges::find_if(results_, [](const extraction& e) { return e.problem.has_value(); });
    return bad == results_.end() ? std::nullopt : bad->problem;
  }

private:
  void measure_pauses(feature_extractor& model, const stopwatch& now) {
    for (unsigned i = 0; i < windows_warming; ++i)
      extract(model, 1);
    for (unsigned i = 0; i < pauses; ++i) {
      std::this_thread::sleep_for(pause);
      after_pause_.push_back(time(now, [&] { extract(model, 1); }));
      for (auto& samples : warming_)
        samples.push_back(time(now, [&] { extract(model, 1); }));
    }
  }

  void measure_batches(feature_extractor& model, std::size_t index, const stopwatch& now) {
    const auto batch = batches_[index];
    for (unsigned k = 0; k < repeats_of(batch) / 2; ++k)
      extract(model, batch);
    for (unsigned k = 0; k < repeats_of(batch); ++k)
      extraction_[index].push_back(time(now, [&] { extract(model, batch); }));
  }

  void extract(feature_extractor& extractor, std::size_t batch) {
    extractor.extract(std::span(windows_).first(batch), std::span(results_).first(batch));
  }

  template <class Work>
  static duration time(const stopwatch& now, Work work) {
    const auto began = now();
    work();
    return now() - began;
  }

  std::uint32_t window_;
  std::vector<std::uint32_t> batches_;
  std::vector<window_view> windows_;
  std::vector<extraction> results_;
  std::vector<std::vector<duration>> extraction_;
  std::vector<duration> after_pause_;
  std::array<std::vector<duration>, windows_warming> warming_; ///< the first window after it, the second, ...
  std::vector<duration> fallback_;
  std::vector<duration> hits_;
  std::uint64_t identity_;
  feature_cache cache_{1000, std::chrono::hours(1)};
};

} // namespace

result<std::vector<window_calibration>> measure_service_times(const feature_extractor_factory& factory,
                                                              const market_data& market,
                                                              const service_measurement& what,
                                                              const stopwatch& now) {
  const auto model = factory.make(extractor_kind::model);
  if (!model)
    return failure(model.error());
  const auto fallback = factory.make(extractor_kind::fallback);
  if (!fallback)
    return failure(fallback.error());

  std::vector<std::unique_ptr<window_bench>> benches;
  for (const auto window : what.windows)
    benches.push_back(std::make_unique<window_bench>(market, window, what.batches, factory.model_identity()));
  const auto end = now() + what.time;
  for (unsigned round = 0; round < rounds_warming + 1 || (now() < end && round < rounds_max); ++round)
    for (auto& bench : benches) {
      if (round == rounds_warming)
        bench->forget();
      bench->run_round(**model, **fallback, now);
      if (auto problem = bench->problem())
        return failure(std::move(*problem));
    }

  std::vector<window_calibration> measured;
  for (const auto& bench : benches)
    measured.push_back(bench->measured());
  return measured;
}

result<empirical_distribution> measure_cold_start(const feature_extraction_config& config,
                                                  const market_data& market, unsigned times,
                                                  const stopwatch& now) {
  const auto length = static_cast<std::uint32_t>(config.window);
  const auto window = market.window({0, length, length});
  std::vector<duration> samples;
  for (unsigned i = 0; i < times; ++i) {
    extraction first;
    const auto began = now();
    const auto done = feature_extractor_factory::load(config, nullptr)
                          .and_then([](const auto& factory) { return factory.make(extractor_kind::model); })
                          .map([&](const auto& model) {
                            model->extract({&window, 1}, {&first, 1});
                          });
    samples.push_back(now() - began);
    if (!done || first.problem)
      return failure(done ? *first.problem : done.error());
  }
  return empirical_distribution::of(std::move(samples));
}

} // namespace simrun
