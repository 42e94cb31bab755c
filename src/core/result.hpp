#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace simrun {

/// What went wrong, as far as code has to tell apart.
enum class error_code {
  bad_input,   ///< the caller's data: too short, wrong shape, not finite, malformed
  unavailable, ///< the component is down or has no model
  cancelled,   ///< told to stop before it was done
  resource,    ///< out of memory, threads or file descriptors
  io,          ///< a file can't be read or written
  bad_output,  ///< a component's answer can't be used: not finite, wrong size
};

/// Errors are values. The message names the place and the mend, for a person.
struct error {
  error_code code = error_code::bad_input;
  std::string message;

  friend bool operator==(const error&, const error&) = default;
};

/// A value, or why there is none. (std::expected from C++23 on.)
template <class T>
using result = tl::expected<T, error>;

using failure = tl::unexpected<error>;

inline failure fail(error_code code, std::string message) {
  return failure(error{code, std::move(message)});
}

} // namespace simrun
