#include "core/base/zstd.h"

#include <zstd.h>

#include <memory>

namespace redress {

namespace {

struct FreeCompressor {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDecompressor {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

}  // namespace

Bytes zstd_compress(ByteView data, int level, ByteView dictionary) {
  thread_local std::unique_ptr<ZSTD_CCtx, FreeCompressor> context(ZSTD_createCCtx());
  Bytes out(ZSTD_compressBound(data.size()));
  std::size_t size = ZSTD_compress_usingDict(context.get(), out.data(), out.size(), data.data(), data.size(),
                                             dictionary.data(), dictionary.size(), level);
  out.resize(ZSTD_isError(size) ? 0 : size);
  return out;
}

Result<Bytes> zstd_decompress(ByteView data, std::size_t max_size, ByteView dictionary) {
  auto declared = ZSTD_getFrameContentSize(data.data(), data.size());
  if (declared == ZSTD_CONTENTSIZE_ERROR || declared == ZSTD_CONTENTSIZE_UNKNOWN)
    return invalid("compressed part has no readable size");
  if (declared > max_size)
    return Error{Errc::limit, "compressed part unfolds to more than " + std::to_string(max_size) + " bytes"};
  if (ZSTD_findFrameCompressedSize(data.data(), data.size()) != data.size())
    return invalid("compressed part is cut or has trailing bytes");
  thread_local std::unique_ptr<ZSTD_DCtx, FreeDecompressor> context(ZSTD_createDCtx());
  Bytes out(static_cast<std::size_t>(declared));
  std::size_t size = ZSTD_decompress_usingDict(context.get(), out.data(), out.size(), data.data(), data.size(),
                                               dictionary.data(), dictionary.size());
  if (ZSTD_isError(size) || size != out.size())
    return Error{Errc::corrupt, std::string("compressed part is damaged: ") + ZSTD_getErrorName(size)};
  return out;
}

}  // namespace redress
