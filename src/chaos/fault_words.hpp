#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace simrun {

/// Reads a fault's sentence word by word, and remembers where it is for error messages. The text must
/// outlive the reader.
class fault_words {
public:
  explicit fault_words(std::string_view text);

  bool at_end() const noexcept { return next_ == words_.size(); }
  /// The next word, or empty at the end.
  std::string_view peek() const noexcept { return at_end() ? std::string_view{} : words_[next_]; }
  std::string_view take() noexcept;
  /// True and past it, where the next word is `word`.
  bool take_if(std::string_view word) noexcept;
  /// The text from the next word on over `count` words, as far as there are any; takes nothing.
  std::string_view peek_words(std::size_t count) const noexcept;
  /// The text from the first word to the one taken last.
  std::string_view so_far() const noexcept;

private:
  std::vector<std::string_view> words_;
  std::size_t next_ = 0;
};

} // namespace simrun
