#pragma once

#include "chaos/fault_words.hpp"
#include "core/near_miss.hpp"
#include "core/result.hpp"

#include <fmt/format.h>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace simrun {

/// What is wrong with a sentence.
template <class... Args>
failure bad_fault(fmt::format_string<Args...> message, Args&&... args) {
  return fail(error_code::bad_input, fmt::format(message, std::forward<Args>(args)...));
}

/// The next word is not what belongs there: `wanted`, or one of the others that may stand there too.
inline failure unexpected_word(const fault_words& words, std::string_view wanted,
                               std::initializer_list<std::string_view> others = {}) {
  if (words.at_end())
    return bad_fault("expected '{}' after '{}'", wanted, words.so_far());
  std::vector<std::string_view> candidates{wanted};
  candidates.insert(candidates.end(), others);
  return bad_fault("expected '{}' after '{}', got '{}'{}", wanted, words.so_far(), words.peek(),
                   did_you_mean(words.peek(), candidates));
}

/// Past a word that must stand there.
inline result<void> expect_word(fault_words& words, std::string_view wanted) {
  if (!words.take_if(wanted))
    return unexpected_word(words, wanted);
  return {};
}

} // namespace simrun
