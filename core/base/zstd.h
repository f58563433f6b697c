// Compression with hard limits. A bomb stops at max_size instead of filling memory.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace redress {

// `dictionary` may be empty; both ends must use the same one.
Bytes zstd_compress(ByteView data, int level, ByteView dictionary = {});
Result<Bytes> zstd_decompress(ByteView data, std::size_t max_size, ByteView dictionary = {});

// The same for what was typed: no working memory of zstd keeps a copy of it. The result is the caller's to
// wipe.
Bytes zstd_compress_secret(ByteView data, int level);
Result<Bytes> zstd_decompress_secret(ByteView data, std::size_t max_size);

}  // namespace redress
