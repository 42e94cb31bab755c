#include "actors/virtual_clock.hpp"

#include <algorithm>
#include <stdexcept>

namespace simrun {

bool virtual_clock::advance(caf::execution_unit* unit) {
  if (heap_.empty())
    return false;
  std::ranges::pop_heap(heap_, std::less<>{});
  auto next = std::move(heap_.back());
  heap_.pop_back();
  now_ = std::max(now_, next.due);
  next.receiver->enqueue(std::move(next.content), unit);
  return true;
}

void virtual_clock::schedule_message(time_point t, caf::strong_actor_ptr receiver,
                                     caf::mailbox_element_ptr content) {
  heap_.push_back({t, scheduled_++, std::move(receiver), std::move(content)});
  std::ranges::push_heap(heap_, std::less<>{});
}

void virtual_clock::set_ordinary_timeout(time_point, caf::abstract_actor*, caf::atom_value, std::uint64_t) {
  throw std::logic_error("receive timeouts do not exist on the virtual clock");
}

void virtual_clock::set_multi_timeout(time_point, caf::abstract_actor*, caf::atom_value, std::uint64_t) {
  throw std::logic_error("receive timeouts do not exist on the virtual clock");
}

void virtual_clock::set_request_timeout(time_point, caf::abstract_actor*, caf::message_id) {
  throw std::logic_error("request timeouts do not exist on the virtual clock");
}

void virtual_clock::schedule_message(time_point, caf::group, caf::strong_actor_ptr, caf::message) {
  throw std::logic_error("groups do not exist on the virtual clock");
}

} // namespace simrun
