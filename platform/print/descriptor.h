// An open file, closed with its owner, and a moment until which something may wait.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace redress {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int get() const { return number_; }

 private:
  int number_ = -1;
};

class Deadline {
 public:
  explicit Deadline(int span_ms)
      : at_(std::chrono::steady_clock::now() + std::chrono::milliseconds(span_ms)) {}
  int left_ms() const {
    auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - std::chrono::steady_clock::now());
    return static_cast<int>(std::max<std::int64_t>(left.count(), 0));
  }
  bool passed() const { return left_ms() == 0; }
  bool before(const Deadline& other) const { return at_ < other.at_; }

 private:
  std::chrono::steady_clock::time_point at_;
};

}  // namespace redress
