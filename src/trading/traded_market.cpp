#include "trading/traded_market.hpp"

#include "core/near_miss.hpp"
#include "market/input_columns.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <optional>
#include <string_view>

namespace simrun {

namespace {

std::vector<std::string_view> names_in(const market_data& data) {
  std::vector<std::string_view> names;
  for (std::uint32_t id = 0; id < data.symbols(); ++id)
    names.push_back(data.name(id));
  return names;
}

result<std::vector<std::uint32_t>> find_symbols(const market_data& data,
                                                std::span<const std::string> wanted) {
  std::vector<std::uint32_t> ids(wanted.empty() ? data.symbols() : 0);
  std::iota(ids.begin(), ids.end(), 0U);
  const auto names = names_in(data);
  for (const auto& name : wanted) {
    const auto at = std::ranges::find(names, name);
    if (at == names.end())
      return fail(error_code::bad_input,
                  fmt::format("the market has no symbol '{}'{}", name, did_you_mean(name, names)));
    const auto id = static_cast<std::uint32_t>(at - names.begin());
    if (std::ranges::find(ids, id) != ids.end())
      return fail(error_code::bad_input, fmt::format("symbol '{}' is named twice", name));
    ids.push_back(id);
  }
  if (ids.empty())
    return fail(error_code::bad_input, "the market has no symbols; there is nothing to trade");
  return ids;
}

std::optional<error> check_bars(const market_data& data, std::uint32_t first, std::uint32_t id,
                                std::uint32_t bars_min) {
  const auto bars = data.rows(id);
  if (bars < bars_min)
    return error{error_code::bad_input,
                 fmt::format("symbol '{}' has {} bars; an episode needs at least {}: the lookback window and "
                             "one bar to step to",
                             data.name(id), bars, bars_min)};
  if (bars != data.rows(first))
    return error{error_code::bad_input,
                 fmt::format("symbol '{}' has {} bars, '{}' has {}; keep the bars they have in common",
                             data.name(first), data.rows(first), data.name(id), bars)};
  return std::nullopt;
}

std::optional<error> check_prices(std::string_view symbol, std::span<const double> closes) {
  const auto bad = std::ranges::find_if_not(
      closes, [](double p) { return p >= traded_market::price_min && p <= traded_market::price_max; });
  if (bad == closes.end())
    return std::nullopt;
  return error{error_code::bad_input,
               fmt::format("symbol '{}' closes at {} in bar {}; prices to trade at lie between {} and {}",
                           symbol, *bad, bad - closes.begin(), traded_market::price_min,
                           traded_market::price_max)};
}

} // namespace

result<traded_market> traded_market::make(std::shared_ptr<const market_data> data,
                                          std::span<const std::string> names, std::uint32_t bars_min) {
  auto ids = find_symbols(*data, names);
  if (!ids)
    return failure(ids.error());
  traded_market market;
  for (const auto id : *ids) {
    if (auto problem = check_bars(*data, ids->front(), id, bars_min))
      return failure(std::move(*problem));
    market.closes_.push_back(data->columns(id).column(index_of(input_column::close)));
    if (auto problem = check_prices(data->name(id), market.closes_.back()))
      return failure(std::move(*problem));
  }
  market.data_ = std::move(data);
  market.ids_ = std::move(*ids);
  return market;
}

} // namespace simrun
