#include "scenario/problem_log.hpp"

#include <algorithm>

namespace simrun {

position problem_log::add_flag(std::string flag) {
  flags_.push_back(std::move(flag));
  return {.flag = static_cast<std::uint32_t>(flags_.size())};
}

void problem_log::add(position at, std::string message) {
  found_.push_back({at, std::move(message)});
}

std::vector<problem> problem_log::sorted() const {
  auto in_order = found_;
  std::ranges::stable_sort(in_order, {}, &entry::at);
  std::vector<problem> problems;
  problems.reserve(in_order.size());
  for (auto& [at, message] : in_order)
    problems.push_back({at.flag == 0 ? file_ : flags_[at.flag - 1], at.line, at.column, std::move(message)});
  return problems;
}

} // namespace simrun
