#include "trading/episode_book.hpp"

#include <algorithm>

namespace simrun {

void episode_book::add(const portfolio_metrics& episode, episode_end end) noexcept {
  const episode_state how{.end = end};
  ++episodes_;
  terminated_ += how.terminated() ? 1 : 0;
  truncated_ += how.truncated() ? 1 : 0;
  given_up_ += end == episode_end::no_features ? 1 : 0;
  add(episode);
}

void episode_book::add(const portfolio_metrics& episode) noexcept {
  steps_ += episode.steps;
  total_return_.add(episode.total_return);
  annualised_return_.add(episode.annualised_return);
  volatility_.add(episode.volatility);
  sharpe_.add(episode.sharpe);
  sortino_.add(episode.sortino);
  calmar_.add(episode.calmar);
  trades_.add(static_cast<double>(episode.trades));
  costs_.add(episode.costs);
  max_drawdown_ = std::max(max_drawdown_, episode.max_drawdown);
}

std::vector<std::pair<std::string, double>> episode_book::describe(const portfolio_metrics& going_on) const {
  auto shown = *this;
  if (episodes_ == 0)
    shown.add(going_on);
  std::vector<std::pair<std::string, double>> numbers{
      {"episodes", static_cast<double>(episodes_)},
      {"episodes_terminated", static_cast<double>(terminated_)},
      {"episodes_truncated", static_cast<double>(truncated_)},
      {"episodes_given_up", static_cast<double>(given_up_)},
      {"steps", static_cast<double>(steps_ + (episodes_ == 0 ? going_on.steps : 0))}};
  const auto put = [&](std::string name, const mean& of) {
    if (of.count > 0)
      numbers.emplace_back(std::move(name), of.sum / static_cast<double>(of.count));
  };
  put("total_return", shown.total_return_);
  put("annualised_return", shown.annualised_return_);
  put("volatility", shown.volatility_);
  put("sharpe", shown.sharpe_);
  put("sortino", shown.sortino_);
  put("calmar", shown.calmar_);
  numbers.emplace_back("max_drawdown", shown.max_drawdown_);
  put("trades", shown.trades_);
  put("costs", shown.costs_);
  return numbers;
}

} // namespace simrun
