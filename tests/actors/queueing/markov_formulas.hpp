#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <vector>

/// Queues with Poisson arrivals and exponential service, first come first served. Rates are per second, times
/// in seconds; `load` is the rate of arrivals over the rate of one server, in Erlang.
namespace simrun::theory {

/// M/M/1: the sojourn is exponential with rate mu - lambda. Kleinrock, "Queueing Systems 1" (1975), 5.118.
inline double mm1_sojourn_quantile(double arrivals, double services, double q) {
  return -std::log(1 - q) / (services - arrivals);
}

/// The share of arrivals lost where there is no place to wait, by the stable recursion over the servers.
/// Erlang (1917); Gross & Harris, "Fundamentals of Queueing Theory", 2.41.
inline double erlang_b(std::size_t servers, double load) {
  double lost = 1;
  for (std::size_t n = 1; n <= servers; ++n)
    lost = load * lost / (static_cast<double>(n) + load * lost);
  return lost;
}

/// The share of arrivals that have to wait in M/M/c. Kleinrock 1975, 3.40, written by Erlang B.
inline double erlang_c(std::size_t servers, double load) {
  const double lost = erlang_b(servers, load);
  const double per_server = load / static_cast<double>(servers);
  return lost / (1 - per_server * (1 - lost));
}

/// M/M/c: the mean time in the queue. Gross & Harris, 2.36.
inline double mmc_mean_wait(std::size_t servers, double arrivals, double services) {
  return erlang_c(servers, arrivals / services) / (static_cast<double>(servers) * services - arrivals);
}

/// M/M/c: the probability of a sojourn longer than t: service alone, or after a wait that is exponential with
/// rate c mu - lambda. Gross & Harris, 2.4. Not for load = servers - 1, where both rates are one.
inline double mmc_sojourn_tail(std::size_t servers, double arrivals, double services, double t) {
  const double waits = erlang_c(servers, arrivals / services);
  const double drain = static_cast<double>(servers) * services - arrivals;
  const double sum_tail =
      (drain * std::exp(-services * t) - services * std::exp(-drain * t)) / (drain - services);
  return (1 - waits) * std::exp(-services * t) + waits * sum_tail;
}

/// M/M/c/K: how likely 0 ... K requests are present; a birth-death process. Kleinrock 1975, 3.11.
inline std::vector<double> mmck_presence(std::size_t servers, std::size_t places, double load) {
  std::vector<double> share{1};
  for (std::size_t n = 1; n <= places; ++n)
    share.push_back(share.back() * load / static_cast<double>(std::min(n, servers)));
  const double sum = std::accumulate(share.begin(), share.end(), 0.0);
  for (auto& p : share)
    p /= sum;
  return share;
}

/// The mean of a distribution over 0, 1, 2, ...
inline double mean_of(const std::vector<double>& share) {
  double mean = 0;
  for (std::size_t n = 0; n < share.size(); ++n)
    mean += static_cast<double>(n) * share[n];
  return mean;
}

} // namespace simrun::theory
