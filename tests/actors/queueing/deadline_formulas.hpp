#pragma once

#include <algorithm>
#include <cmath>

namespace simrun::theory {

/// M/M/1 where every request has the same deadline, `patience` after its arrival. One that reaches it in the
/// queue leaves and is never served; one that reaches it in service is served to the end and too late.
/// (Barrer, "Queuing with impatient customers and ordered service", Operations Research 5 (1957), 650-656;
/// here by level crossings, Brill & Posner 1977.)
///
/// Let V be the wait that is offered to an arrival: the work ahead of it that will be done. Work is added
/// only by arrivals that find V < patience, so its density crosses the level x upwards and downwards at the
/// rate
///     f(x) = lambda P0 e^(-mu x) + lambda integral_0^min(x, patience) f(y) e^(-mu (x - y)) dy,
/// which gives f(x) = lambda P0 e^(-(mu - lambda) x) up to the patience and a tail of rate mu past it. Both
/// and P0 = P(V = 0) sum to one. For lambda other than mu.
class mm1_deadline {
public:
  mm1_deadline(double arrivals, double services, double patience)
      : lambda_(arrivals),
        mu_(services),
        patience_(patience),
        load_(arrivals / services),
        decay_(std::exp(-(services - arrivals) * patience)),
        idle_((1 - load_) / (1 - load_ * load_ * decay_)) {}

  /// P0: the share of time in which the server is idle.
  double idle() const { return idle_; }

  double offered_wait_density(double x) const {
    const double till = lambda_ * idle_ * std::exp(-(mu_ - lambda_) * std::min(x, patience_));
    return x <= patience_ ? till : till * std::exp(-mu_ * (x - patience_));
  }

  /// P(V >= patience): left the queue unserved.
  double dropped() const { return load_ * idle_ * decay_; }

  /// P(V + S > t) for t up to the patience, S being the service. By the equation above the integral over
  /// V < t of e^(-mu (t - V)) is f(t) / lambda.
  double sojourn_tail(double t) const {
    const double decay = std::exp(-(mu_ - lambda_) * t);
    const double waits_longer = load_ * idle_ * ((decay - decay_) / (1 - load_) + decay_);
    return waits_longer + idle_ * decay;
  }

  /// P(V + S > patience) = P0 e^(-(mu - lambda) patience) (1 + rho).
  double timed_out() const { return idle_ * decay_ * (1 + load_); }

  /// The mean time until a request ends, by its answer or its deadline: the integral of the tail.
  double mean_latency() const {
    const double delta = mu_ - lambda_;
    return idle_ / (1 - load_) * ((1 - decay_) / delta - load_ * load_ * decay_ * patience_);
  }

private:
  double lambda_;
  double mu_;
  double patience_;
  double load_;
  double decay_;
  double idle_;
};

} // namespace simrun::theory
