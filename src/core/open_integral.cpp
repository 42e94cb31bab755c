#include "core/open_integral.hpp"

#include <algorithm>

namespace simrun {

void open_integral::change(time_point t, std::int64_t by) noexcept {
  area_ += open_ * (t - last_);
  last_ = t;
  open_ += by;
}

open_integral& open_integral::operator+=(open_integral other) noexcept {
  const auto both = std::max(last_, other.last_);
  other.change(both, 0);
  change(both, other.open_);
  area_ += other.area_;
  return *this;
}

open_integral& open_integral::operator-=(const open_integral& earlier) noexcept {
  area_ -= earlier.area_;
  return *this;
}

} // namespace simrun
