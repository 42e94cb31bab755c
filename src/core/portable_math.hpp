#pragma once

namespace simrun {

// Functions whose every bit is the same on every machine and in every build type: IEEE additions,
// multiplications, divisions and square roots only, which are exact by definition. The C library's choose
// between variants by processor, and those differ in the last bit now and then; one bit in one service time
// makes another run of it.

/// The natural logarithm, within 1 ulp. Minus infinity of zero, NaN of what is negative.
double portable_log(double x) noexcept;

/// The exponential function, within 1 ulp (2 where the result is subnormal).
double portable_exp(double x) noexcept;

/// The inverse of the normal distribution function, for p in (0, 1); relative error about 1e-15.
/// Wichura, "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37
/// (1988), 477-484: PPND16.
double normal_quantile(double p) noexcept;

} // namespace simrun
