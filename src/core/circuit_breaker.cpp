#include "core/circuit_breaker.hpp"

#include <algorithm>
#include <utility>

namespace simrun {

circuit_breaker::circuit_breaker(const breaker_config& config) : config_(config) {
  config_.samples = std::max(config_.samples, 1u);
}

bool circuit_breaker::counts(time_point sent) const noexcept {
  return config_.enabled && state_ != breaker_state::open && sent >= since_;
}

void circuit_breaker::succeeded(time_point sent, time_point now) {
  if (!counts(sent))
    return;
  if (state_ == breaker_state::closed)
    sample(false, now);
  else if (++successes_ >= config_.successes)
    enter(breaker_state::closed, now);
}

void circuit_breaker::failed(time_point sent, time_point now) {
  if (!counts(sent))
    return;
  if (state_ == breaker_state::closed)
    sample(true, now);
  else
    enter(breaker_state::open, now);
}

void circuit_breaker::sample(bool failure, time_point now) {
  if (latest_.size() < config_.samples)
    latest_.push_back(failure);
  else {
    failures_ -= latest_[next_] ? 1 : 0;
    latest_[next_] = failure;
    next_ = (next_ + 1) % config_.samples;
  }
  failures_ += failure ? 1 : 0;
  // A share of a few batches is an accident, so it takes all of them.
  if (failure && latest_.size() == config_.samples &&
      static_cast<double>(failures_) >= config_.failures * config_.samples)
    enter(breaker_state::open, now);
}

void circuit_breaker::enter(breaker_state to, time_point now) {
  if (state_ != breaker_state::closed)
    not_closed_ += now - since_;
  state_ = to;
  since_ = now;
  latest_.clear();
  next_ = 0;
  failures_ = 0;
  successes_ = 0;
  worst_ = std::max(worst_, to);
  if (changes_.size() < changes_max)
    changes_.push_back({now, to});
}

std::optional<time_point> circuit_breaker::next_timer() const noexcept {
  return state_ == breaker_state::open ? std::optional(since_ + config_.open_for) : std::nullopt;
}

void circuit_breaker::on_timer(time_point now) {
  if (const auto due = next_timer(); due && *due <= now)
    enter(breaker_state::half_open, now);
}

duration circuit_breaker::time_not_closed(std::optional<time_point> now) const noexcept {
  if (!now || is_closed())
    return not_closed_;
  return not_closed_ + std::max(*now - since_, duration(0));
}

breaker_state circuit_breaker::take_worst() noexcept {
  return std::exchange(worst_, state_);
}

std::vector<breaker_change> circuit_breaker::take_changes() noexcept {
  return std::exchange(changes_, {});
}

} // namespace simrun
