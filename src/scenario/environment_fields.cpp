// [environment]: trading environments that ask for features at every step.
#include "scenario/scenario_sections.hpp"
#include "trading/policies/policy_kind.hpp"

#include <array>

namespace simrun {

namespace {

constexpr std::uint32_t environments_max = 1000;
constexpr std::uint32_t symbols_max = 100;
constexpr std::uint32_t steps_max = 1'000'000'000;
constexpr double money_max = 1e15;

environment_config& environment_of(scenario& s) {
  if (!s.environment)
    s.environment.emplace();
  return *s.environment;
}

template <auto Member>
auto& in_environment(scenario& s) {
  return environment_of(s).*Member;
}

template <auto Member>
auto& in_trading(scenario& s) {
  return environment_of(s).trading.*Member;
}

void set_actions(scenario& s, std::string file) {
  environment_of(s).actions_file = std::move(file);
}

} // namespace

std::span<const scenario_field> environment_fields() noexcept {
  using config = environment_config;
  using trading = enhanced_trading_config;
  static constexpr std::array fields{
      scenario_field{"environments", whole_number{in_environment<&config::environments>, 1, environments_max},
                     "How many there are, each an actor with a portfolio of its own.", true},
      scenario_field{"policies", word_list{in_environment<&config::policies>, policy_words},
                     "Who trades: the first environment by the first of these, and so on, over and over."},
      scenario_field{"actions", input_file{set_actions, "", ""},
                     "What the policy \"replay\" does: a CSV file of actions, see docs/trading.md."},
      scenario_field{"symbols", whole_number{in_environment<&config::symbols>, 1, symbols_max},
                     "How many of the market's symbols an environment trades: features of each are asked for "
                     "at every step. The next environment begins with the next symbol."},
      scenario_field{"episodes", whole_number{in_environment<&config::episodes>, 1, steps_max, true},
                     "Episodes of each; the measured part ends when all have ended. By default it ends with "
                     "`duration`."},
      scenario_field{"episode_steps",
                     whole_number{in_environment<&config::episode_steps>, 1, steps_max, true},
                     "Steps after which an episode is truncated; it then begins at a bar drawn at random. By "
                     "default it goes from the first bar to the end of the data."},
      scenario_field{"think_time", drawn_time{in_environment<&config::think_time>},
                     "How long an agent takes between an observation and its action."},
      scenario_field{"initial_balance",
                     real_number{in_trading<&trading::initial_balance>, 0, money_max, true},
                     "Cash at the start of an episode."},
      scenario_field{"max_position_size", real_number{in_trading<&trading::max_position_size>, 0, 1, true},
                     "The largest size of an action: a share of the cash, or of the position."},
      scenario_field{"transaction_cost", real_number{in_trading<&trading::transaction_cost>, 0, 0.5},
                     "Share of a trade's value that it costs."},
      scenario_field{"slippage", real_number{in_trading<&trading::slippage>, 0, 0.5},
                     "How far the price of a trade is moved against the trader, as a share."},
      scenario_field{"max_drawdown_limit", real_number{in_trading<&trading::max_drawdown_limit>, 0, 1, true},
                     "An episode ends where the portfolio has lost this share of its highest value."},
      scenario_field{"risk_free_rate", real_number{in_trading<&trading::risk_free_rate>, -1, 1},
                     "A year, for the ratios of Sharpe and Sortino."},
      scenario_field{"reward_scaling", real_number{in_trading<&trading::reward_scaling>, 0, 1e9, true},
                     "What a step's return is multiplied with."},
      scenario_field{"include_uncertainty", truth{in_trading<&trading::include_uncertainty>},
                     "Whether observations have the uncertainties of the regression head."},
      scenario_field{"include_ensemble_weights", truth{in_trading<&trading::include_ensemble_weights>},
                     "Whether observations have the weights of the ensemble."},
  };
  return fields;
}

} // namespace simrun
