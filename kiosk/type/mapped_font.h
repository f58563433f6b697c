// A font collection mapped read-only from disk; freed with the last owner.
#pragma once

#include <cstddef>
#include <string>

#include "core/base/result.h"

namespace redress {

class MappedFont {
 public:
  // Error unavailable: the file is missing or cannot be mapped.
  static Result<MappedFont> map(const std::string& path);
  MappedFont(MappedFont&& other) noexcept;
  MappedFont& operator=(MappedFont&&) = delete;
  ~MappedFont();

  const unsigned char* data() const { return data_; }
  std::size_t size() const { return size_; }
  // Gives the pages read so far back to the system; they come again when they are read.
  void rest() const;

 private:
  MappedFont(const unsigned char* data, std::size_t size) : data_(data), size_(size) {}
  const unsigned char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace redress
