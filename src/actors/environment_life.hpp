#pragma once

#include "actors/run_setup.hpp"
#include "features/performance_tracker.hpp"
#include "trading/environment_core.hpp"
#include "trading/episode_book.hpp"
#include "trading/policies/policy.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace simrun {

/// What an environment actor keeps: the rules, the agent, and the books about both.
class environment_life {
public:
  environment_life(const run_setup& run, monitor_actor m, std::uint32_t environment,
                   std::uint32_t incarnation);
  ~environment_life();
  environment_life(const environment_life&) = delete;
  environment_life& operator=(const environment_life&) = delete;

  /// The observation of its first bar is still to come.
  void begin_episode();
  /// Trades by the policy and goes on to the next bar, whose observation is still to come.
  void act();
  void wish_now();
  /// What is to be asked of the generator, with the step before, which is told once.
  feature_wish take_wish();
  /// False where it is not what was asked for last.
  bool take(const features_delivered& delivered);
  void end_episode();

  bool episode_over() const noexcept { return core_.state().ended(); }
  /// Whether it has done all of its episodes.
  bool is_done() const noexcept;
  bool is_waiting() const noexcept { return waiting_; }
  /// Since the features were asked for.
  bool time_has_passed() const { return setup.runtime.now() > asked_at_; }
  duration draw_pause();
  std::uint64_t number() const noexcept { return number_; }

  environment_report report() const;
  episodes_over last_words();

  const run_setup& setup;
  monitor_actor monitor;
  load_generator_actor generator;

private:
  void note(const delivered_features& part);
  void take_features(std::size_t symbol, const delivered_features& part);

  std::uint32_t environment_;
  environment_core core_;
  std::unique_ptr<policy> policy_;
  std::vector<trading_action> actions_;
  random_stream pause_random_;
  random_stream episode_random_;
  performance_tracker tracker_;
  extraction noted_;     ///< for the tracker, without values
  feature_vector blank_; ///< what the virtual clock, which computes no features, has instead: zeros
  episode_book episodes_;
  std::uint64_t number_; ///< of the last wish; lives do not share any
  std::uint32_t counted_ = 0;
  bool waiting_ = false;
  bool stepping_ = false; ///< an action was taken, and its observation is still to come
  time_point asked_at_;
  time_point step_began_;
  time_point episode_began_;
  std::optional<step_record> last_step_;
};

} // namespace simrun
