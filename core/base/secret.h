// Memory that held something personal is overwritten before it is given back.
#pragma once

#include <cstring>
#include <string>
#include <vector>

#include "core/base/bytes.h"

namespace redress {

// `data` may be null where size is 0, as that of an empty vector is.
inline void wipe(void* data, std::size_t size) {
  if (size > 0) explicit_bzero(data, size);
}
template <class Char>
void wipe(std::basic_string<Char>& text) {
  text.resize(text.capacity());
  wipe(text.data(), text.size() * sizeof(Char));
  text.clear();
}
inline void wipe(Bytes& bytes) {
  bytes.resize(bytes.capacity());
  wipe(bytes.data(), bytes.size());
  bytes.clear();
}

// Vectors and strings of this allocator wipe every buffer that they outgrow or free.
template <class T>
struct WipingAllocator {
  using value_type = T;
  WipingAllocator() = default;
  template <class U>
  WipingAllocator(const WipingAllocator<U>&) {}
  T* allocate(std::size_t n) { return std::allocator<T>().allocate(n); }
  void deallocate(T* p, std::size_t n) {
    wipe(p, n * sizeof(T));
    std::allocator<T>().deallocate(p, n);
  }
  bool operator==(const WipingAllocator&) const { return true; }
};
// Short-string storage is inside the object, so a SecretBytes is the safe home for short secrets.
using SecretBytes = std::vector<std::uint8_t, WipingAllocator<std::uint8_t>>;

}  // namespace redress
