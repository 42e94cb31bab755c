#pragma once

#include "chaos/fault_spec.hpp"
#include "core/random.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace simrun {

/// What is done to a worker's answer to one request.
struct answer_fate {
  enum class corruption { none, not_finite, wrong_size };

  std::optional<error_code> error{}; ///< instead of features
  corruption corrupted = corruption::none;
};

/// The faults in a worker: an extractor, or the fallback.
class worker_faults {
public:
  using effect = std::function<void(std::size_t firing)>;

  /// Kinds: slow by a factor, error, corrupt, unload.
  void begin(std::size_t firing, const fault_spec& spec, const random_stream& random);
  void end(std::size_t firing);
  bool any() const noexcept { return !active_.empty(); }

  /// How many times as long a batch takes. `affected` is told once.
  double slowdown(const effect& affected) const;
  /// Of the next request; the fault that began first decides.
  answer_fate draw_answer(const effect& affected);

private:
  struct active_fault {
    std::size_t firing;
    fault_spec spec;
    random_stream random;
  };
  std::vector<active_fault> active_;
};

} // namespace simrun
