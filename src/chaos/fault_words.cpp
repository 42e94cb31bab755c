#include "chaos/fault_words.hpp"

#include <algorithm>

namespace simrun {

namespace {

constexpr std::string_view blanks = " \t";

/// The text from the beginning of one word to the end of a later one of the same text.
std::string_view spanning(std::string_view first, std::string_view last) noexcept {
  return {first.data(), static_cast<std::size_t>(last.data() + last.size() - first.data())};
}

} // namespace

fault_words::fault_words(std::string_view text) {
  for (auto begin = text.find_first_not_of(blanks); begin != text.npos;) {
    const auto end = std::min(text.find_first_of(blanks, begin), text.size());
    words_.push_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(blanks, end);
  }
}

std::string_view fault_words::take() noexcept {
  return at_end() ? std::string_view{} : words_[next_++];
}

bool fault_words::take_if(std::string_view word) noexcept {
  if (at_end() || peek() != word)
    return false;
  ++next_;
  return true;
}

std::string_view fault_words::peek_words(std::size_t count) const noexcept {
  if (at_end() || count == 0)
    return {};
  const auto last = std::min(next_ + count, words_.size()) - 1;
  return spanning(words_[next_], words_[last]);
}

std::string_view fault_words::so_far() const noexcept {
  return next_ == 0 ? std::string_view{} : spanning(words_.front(), words_[next_ - 1]);
}

} // namespace simrun
