#include "report/text_table.hpp"

#include <doctest/doctest.h>

using namespace simrun;

TEST_SUITE_BEGIN("report/text_table");

TEST_CASE("columns line up, the first to the left and the others to the right, with no blanks at the end") {
  text_table table({"name", "n", ""});
  table.add({"a", "1", "x"});
  table.add({"abcdef", "1,000", ""});
  CHECK(table.lines() == std::vector<std::string>{"name        n", "a           1  x", "abcdef  1,000"});
}

TEST_CASE("a letter of two bytes is one column wide") {
  text_table table({"µs", "n"});
  table.add({"abc", "1"});
  CHECK(table.lines() == std::vector<std::string>{"µs   n", "abc  1"});
}

TEST_CASE("a text breaks between words and goes on below its beginning") {
  CHECK(wrapped("one two three", "- ", 9) == "- one two\n  three\n");
  CHECK(wrapped("one two", "- ", 100) == "- one two\n");
  CHECK(wrapped("", "- ", 100) == "- \n");
}

TEST_CASE("a word longer than the line stands alone, whole") {
  CHECK(wrapped("a incomprehensibility b", "", 5) == "a\nincomprehensibility\nb\n");
}

TEST_SUITE_END();
