#pragma once

#include "load/arrival_schedule.hpp"
#include "load/closed_loop.hpp"
#include "load/wish_queue.hpp"

#include <cstdint>
#include <optional>
#include <variant>

namespace simrun {

/// How far a load has come: what the successor of an issuer that died goes on from.
struct load_progress {
  std::uint64_t taken = 0;    ///< requests that were issued
  std::uint64_t measured = 0; ///< of those, in the measured part; counted in a closed loop only
};

/// Where an issuer takes requests from: a schedule that does not mind the answers, users who wait for
/// them, or wishes.
class request_source {
public:
  request_source(const load_pattern& pattern, duration warmup, duration measured, random_stream random,
                 const load_progress& before = {});

  /// Whether the load follows the answers: then the issuer has to say what becomes of each request.
  bool is_closed() const noexcept { return std::holds_alternative<closed_loop>(source_); }

  /// The issuer is ready to issue. A schedule does not wait for that.
  void begin(time_point now);
  /// When the next request is due. In a closed loop, nothing while everybody waits.
  std::optional<time_point> peek() const noexcept;
  void pop();
  /// A request ended. A schedule does not care.
  void ended(time_point intended, time_point at, duration pause);

  /// Somebody asked at `at`, or nobody will any more. Only a load of wishes cares.
  void wish(time_point at);
  void close_wishes();

  /// Whether all requests were issued before the end of the measured part, which then is over.
  bool is_exhausted() const noexcept;
  load_progress progress() const noexcept;

private:
  std::variant<arrival_schedule, closed_loop, wish_queue> source_;
  std::uint64_t taken_ = 0;
};

} // namespace simrun
