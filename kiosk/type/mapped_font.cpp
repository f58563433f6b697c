#include "kiosk/type/mapped_font.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace redress {

Result<MappedFont> MappedFont::map(const std::string& path) {
  const Error missing{Errc::unavailable,
                      "The font " + path + " cannot be read. Install the Debian package fonts-noto-cjk."};
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return missing;
  struct stat status {};
  void* data = MAP_FAILED;
  if (::fstat(fd, &status) == 0 && status.st_size > 0)
    data = ::mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, fd, 0);
  ::close(fd);
  if (data == MAP_FAILED) return missing;
  return MappedFont(static_cast<const unsigned char*>(data), static_cast<std::size_t>(status.st_size));
}

MappedFont::MappedFont(MappedFont&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

void MappedFont::rest() const {
  if (data_) (void)::madvise(const_cast<unsigned char*>(data_), size_, MADV_DONTNEED);
}

MappedFont::~MappedFont() {
  if (data_) ::munmap(const_cast<unsigned char*>(data_), size_);
}

}  // namespace redress
