#pragma once

#include "core/request.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace simrun {

/// A request on its way out of the ledger.
struct ended_request {
  request_id id = 0;
  time_point intended;
  time_point deadline;
  std::uint32_t group = 0; ///< of the load it belongs to
};

/// The issuer's book of open requests. A request is entered in the step in which it is counted as
/// issued, and an outcome counts only if it takes the entry out, so issued == ended + open holds after
/// every call. Deadlines are kept in issue order: every request ends, whatever becomes of its messages.
class ledger {
public:
  /// Ids carry the incarnation, so that a successor's never meet its predecessor's.
  explicit ledger(std::uint32_t incarnation = 0) noexcept : incarnation_(incarnation) {}

  /// Enters a request. Deadlines must not go back in time from one call to the next.
  request_id issue(time_point intended, time_point deadline, std::uint32_t group = 0);

  /// Takes a request out. Nothing where it has ended already, or was never here: the answer is late.
  std::optional<ended_request> close(request_id id);

  /// Takes out the first open request whose deadline has come. Call until there is none.
  std::optional<ended_request> expire(time_point now);

  /// Takes out the first open request, whatever its deadline: for an issuer that dies.
  std::optional<ended_request> abandon();

  /// The deadline of the first open request.
  std::optional<time_point> next_deadline() const;

  std::uint64_t open() const noexcept { return open_; }
  std::uint64_t late() const noexcept { return late_; }

private:
  struct entry {
    time_point intended;
    time_point deadline;
    std::uint32_t group;
    bool open = true;
  };

  void drop_closed_front();
  ended_request take(std::size_t index);

  std::uint32_t incarnation_;
  std::uint64_t first_sequence_ = 0; ///< of entries_.front()
  std::deque<entry> entries_;
  std::uint64_t open_ = 0;
  std::uint64_t late_ = 0;
};

} // namespace simrun
