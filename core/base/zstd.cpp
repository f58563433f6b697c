#define ZSTD_STATIC_LINKING_ONLY  // contexts with memory of our own
#include "core/base/zstd.h"

#include <zstd.h>

#include <cstdlib>
#include <memory>

#include "core/base/secret.h"

namespace redress {

namespace {

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
using Compressor = std::unique_ptr<ZSTD_CCtx, FreeContext>;
using Decompressor = std::unique_ptr<ZSTD_DCtx, FreeContext>;

// Memory whose size stands before it, so that it can be wiped when zstd gives it back.
constexpr std::size_t kHead_bytes = alignof(std::max_align_t);

void* allocate_wiped(void*, std::size_t size) {
  auto* block = static_cast<std::uint8_t*>(std::malloc(kHead_bytes + size));
  if (!block) return nullptr;
  *reinterpret_cast<std::size_t*>(block) = size;
  return block + kHead_bytes;
}

void free_wiped(void*, void* data) {
  if (!data) return;
  auto* block = static_cast<std::uint8_t*>(data) - kHead_bytes;
  wipe(block, kHead_bytes + *reinterpret_cast<std::size_t*>(block));
  std::free(block);
}

constexpr ZSTD_customMem kWiped{allocate_wiped, free_wiped, nullptr};

Bytes compress(ZSTD_CCtx* context, ByteView data, int level, ByteView dictionary) {
  Bytes out(ZSTD_compressBound(data.size()));
  std::size_t size = ZSTD_compress_usingDict(context, out.data(), out.size(), data.data(), data.size(),
                                             dictionary.data(), dictionary.size(), level);
  out.resize(ZSTD_isError(size) ? 0 : size);
  return out;
}

Result<Bytes> decompress(ZSTD_DCtx* context, ByteView data, std::size_t max_size, ByteView dictionary) {
  auto declared = ZSTD_getFrameContentSize(data.data(), data.size());
  if (declared == ZSTD_CONTENTSIZE_ERROR || declared == ZSTD_CONTENTSIZE_UNKNOWN)
    return invalid("compressed part has no readable size");
  if (declared > max_size)
    return Error{Errc::limit, "compressed part unfolds to more than " + std::to_string(max_size) + " bytes"};
  if (ZSTD_findFrameCompressedSize(data.data(), data.size()) != data.size())
    return invalid("compressed part is cut or has trailing bytes");
  Bytes out(static_cast<std::size_t>(declared));
  std::size_t size = ZSTD_decompress_usingDict(context, out.data(), out.size(), data.data(), data.size(),
                                               dictionary.data(), dictionary.size());
  if (ZSTD_isError(size) || size != out.size())
    return Error{Errc::corrupt, std::string("compressed part is damaged: ") + ZSTD_getErrorName(size)};
  return out;
}

}  // namespace

Bytes zstd_compress(ByteView data, int level, ByteView dictionary) {
  thread_local Compressor context(ZSTD_createCCtx());
  return compress(context.get(), data, level, dictionary);
}

Result<Bytes> zstd_decompress(ByteView data, std::size_t max_size, ByteView dictionary) {
  thread_local Decompressor context(ZSTD_createDCtx());
  return decompress(context.get(), data, max_size, dictionary);
}

Bytes zstd_compress_secret(ByteView data, int level) {
  return compress(Compressor(ZSTD_createCCtx_advanced(kWiped)).get(), data, level, {});
}

Result<Bytes> zstd_decompress_secret(ByteView data, std::size_t max_size) {
  return decompress(Decompressor(ZSTD_createDCtx_advanced(kWiped)).get(), data, max_size, {});
}

}  // namespace redress
