#pragma once

#include <cmath>

/// Queues with one server where arrivals or service are not exponential, and what the distributions of
/// waiting need to be compared. Rates are per second, times in seconds.
namespace simrun::theory {

/// M/G/1: the mean time in the queue, by mean and squared coefficient of variation of the service time.
/// Pollaczek (1930), Khinchine (1932); Kleinrock, "Queueing Systems 1" (1975), 5.70.
inline double pollaczek_khinchine_wait(double arrivals, double service_mean, double service_scv) {
  const double load = arrivals * service_mean;
  return load * service_mean * (1 + service_scv) / (2 * (1 - load));
}

/// Of a lognormal, by the standard deviation of the logarithm.
inline double lognormal_scv(double sigma) {
  return std::exp(sigma * sigma) - 1;
}

/// M/D/1: the probability of a wait longer than t. Erlang (1909); Crommelin (1932). An alternating sum, good
/// to six digits as long as t is below twenty service times.
inline double md1_wait_tail(double arrivals, double service, double t) {
  const double load = arrivals * service;
  double sum = 0;
  for (int k = 0; k * service <= t; ++k) {
    const double since = arrivals * (t - k * service);
    sum += std::pow(-since, k) * std::exp(since) / std::tgamma(k + 1.0);
  }
  return 1 - (1 - load) * sum;
}

/// D/M/1: the probability that an arrival has to wait, the root in (0, 1) of s = A(mu - mu s), where A is the
/// transform of the time between arrivals. The sojourn is exponential with rate mu (1 - s). Kleinrock 1975,
/// 6.13 and 6.32.
inline double dm1_wait_share(double arrivals, double services) {
  double s = arrivals / services;
  // The iteration contracts: the transform is convex and crosses the diagonal from above.
  for (int i = 0; i < 2000; ++i)
    s = std::exp(-(services - services * s) / arrivals);
  return s;
}

/// Where a tail that falls from 1 to 0 is `share`, by halving [0, longest].
template <class Tail>
double where_tail_is(double share, double longest, const Tail& tail) {
  double low = 0;
  double high = longest;
  for (int i = 0; i < 100; ++i) {
    const double middle = (low + high) / 2;
    (tail(middle) > share ? low : high) = middle;
  }
  return low;
}

} // namespace simrun::theory
