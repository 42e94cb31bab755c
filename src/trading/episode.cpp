#include "trading/episode.hpp"

namespace simrun {

std::string_view text_of(episode_end end) noexcept {
  switch (end) {
  case episode_end::none:
    return "it goes on";
  case episode_end::drawdown_limit:
    return "the drawdown limit was reached";
  case episode_end::capital_lost:
    return "90 % of the initial balance were lost";
  case episode_end::end_of_data:
    return "the data ended";
  case episode_end::steps_max:
    return "it had as many steps as were asked for";
  case episode_end::no_features:
    return "features could not be had";
  }
  return {};
}

} // namespace simrun
