// HTML that escapes by default: only markup fixed in the source (a literal with _html) goes through as it is, every
// other text is escaped for element content and quoted attributes alike. There is no way to add markup made at run time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace redress::headoffice {

struct Markup {
  std::string_view text;
};
consteval Markup operator""_html(const char* text, std::size_t size) { return {{text, size}}; }

class Html {
 public:
  Html& operator<<(Markup markup);
  Html& operator<<(std::string_view text);
  Html& operator<<(std::int64_t number);
  Html& operator<<(int number) { return *this << static_cast<std::int64_t>(number); }
  Html& operator<<(const Html& part);
  bool empty() const { return out_.empty(); }
  const std::string& str() const { return out_; }

 private:
  std::string out_;
};

// <option value="value" selected>text</option>
void add_option(Html& html, std::string_view value, std::string_view text, bool selected, bool off = false);
void add_hidden(Html& html, std::string_view name, std::string_view value);

}  // namespace redress::headoffice
