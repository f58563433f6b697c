// UTF-8 that a person typed. Every byte it ever held is overwritten when it is no longer part of it.
#pragma once

#include <string_view>
#include <vector>

#include "core/base/secret.h"

namespace redress::ui {

class SecretText {
 public:
  SecretText() = default;
  explicit SecretText(std::string_view text) : bytes_(text.begin(), text.end()) {}
  SecretText(const SecretText&) = default;
  SecretText(SecretText&&) noexcept = default;
  SecretText& operator=(SecretText other) noexcept {
    bytes_.swap(other.bytes_);
    return *this;
  }
  ~SecretText() { wipe(); }

  std::string_view view() const { return {bytes_.data(), bytes_.size()}; }
  std::size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }

  // Puts `text` in the place of `size` bytes at `at`. `text` must not be part of this value.
  void replace(std::size_t at, std::size_t size, std::string_view text) {
    std::vector<char, WipingAllocator<char>> next;
    next.reserve(bytes_.size() - size + text.size());
    auto from = bytes_.begin() + static_cast<std::ptrdiff_t>(at);
    next.insert(next.end(), bytes_.begin(), from);
    next.insert(next.end(), text.begin(), text.end());
    next.insert(next.end(), from + static_cast<std::ptrdiff_t>(size), bytes_.end());
    bytes_.swap(next);
  }
  void set(std::string_view text) { replace(0, bytes_.size(), text); }
  // Overwrites and frees.
  void wipe() { std::vector<char, WipingAllocator<char>>().swap(bytes_); }

 private:
  std::vector<char, WipingAllocator<char>> bytes_;
};

}  // namespace redress::ui
