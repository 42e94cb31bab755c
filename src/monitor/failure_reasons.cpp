#include "monitor/failure_reasons.hpp"

#include <algorithm>

namespace simrun {

void failure_reasons::count(std::string_view reason, std::uint64_t failures) {
  if (failures == 0)
    return;
  if (reason.empty())
    reason = unnamed;
  const auto find = [&] {
    return std::ranges::find(counts_, reason, [](const auto& c) { return std::string_view(c.first); });
  };
  auto found = find();
  if (found == counts_.end() && counts_.size() >= reasons_max) {
    reason = others;
    found = find();
  }
  if (found == counts_.end())
    counts_.emplace_back(reason, failures);
  else
    found->second += failures;
}

failure_reasons& failure_reasons::operator+=(const failure_reasons& other) {
  for (const auto& [reason, failures] : other.counts_)
    count(reason, failures);
  return *this;
}

failure_reasons& failure_reasons::operator-=(const failure_reasons& earlier) {
  for (const auto& [reason, failures] : earlier.counts_)
    for (auto& c : counts_)
      if (c.first == reason)
        c.second -= failures;
  std::erase_if(counts_, [](const auto& c) { return c.second == 0; });
  return *this;
}

std::string reason_in(std::string_view message) {
  constexpr std::size_t length_max = 80;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string reason;
  for (const char c : message.substr(0, message.find(':'))) {
    if (reason.size() == length_max)
      break;
    if (!is_digit(c))
      reason += c;
    else if (!reason.ends_with('N'))
      reason += 'N';
  }
  return reason;
}

} // namespace simrun
