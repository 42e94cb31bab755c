#include "monitor/availability_meter.hpp"

namespace simrun {

void availability_meter::feed(const load_slice& slice) {
  open_ += slice;
  open_.end = slice.end;
  if ((open_.end - run_start) % std::chrono::seconds(1) != duration::zero())
    return;
  done_ = with_open();
  open_ = {slice.end, slice.end, {}};
}

std::optional<double> availability_meter::share() const {
  const auto total = with_open();
  return total.all == duration::zero() ? std::nullopt
                                       : std::optional(in_seconds(total.up) / in_seconds(total.all));
}

availability_meter::times availability_meter::with_open() const {
  auto total = done_;
  if (open_.all.outcomes.ended() == 0)
    return total;
  total.all += open_.end - open_.begin;
  if (!rules_->broken_in(open_))
    total.up += open_.end - open_.begin;
  return total;
}

} // namespace simrun
