// A message key is not a text: it has its own type, so that no screen shows a key or a fixed sentence.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace redress {

struct MessageKey {
  std::string_view key;
  constexpr explicit MessageKey(std::string_view k) : key(k) {}
  constexpr bool operator==(const MessageKey&) const = default;
};

namespace literals {
consteval MessageKey operator""_msg(const char* text, std::size_t size) { return MessageKey({text, size}); }
}  // namespace literals
using namespace literals;

}  // namespace redress
