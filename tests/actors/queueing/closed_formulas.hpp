#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace simrun::theory {

/// The machine-repairman model M/M/c//N: N users think for an exponential time of mean Z, then ask c servers
/// of exponential service of mean 1, first come first served. With n of them in the system the others arrive
/// at the rate (N - n) / Z. (Palm 1947; Kleinrock, "Queueing Systems 1" (1975), 3.8; Gross & Harris,
/// "Fundamentals of Queueing Theory", 2.7.) Times are in mean service times.
class machine_repair {
public:
  machine_repair(std::size_t servers, std::size_t users, double think) : think_(think), users_(users) {
    for (std::size_t n = 1; n <= users; ++n)
      share_.push_back(share_.back() * static_cast<double>(users - n + 1) / think /
                       static_cast<double>(std::min(n, servers)));
    const double sum = std::accumulate(share_.begin(), share_.end(), 0.0);
    for (std::size_t n = 0; n <= users; ++n) {
      share_[n] /= sum;
      throughput_ += share_[n] * static_cast<double>(std::min(n, servers));
      present_ += share_[n] * static_cast<double>(n);
    }
  }

  /// Answers per mean service time: the servers' mean number that are busy.
  double throughput() const { return throughput_; }
  double mean_present() const { return present_; }
  /// N = X (R + Z).
  double mean_sojourn() const { return static_cast<double>(users_) / throughput_ - think_; }

private:
  double think_;
  std::size_t users_;
  std::vector<double> share_{1}; ///< of time, with so many present
  double throughput_ = 0;
  double present_ = 0;
};

} // namespace simrun::theory
