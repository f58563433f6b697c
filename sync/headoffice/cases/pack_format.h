// The file of a pack (pack.h), its parts as they are written and read. Internal to pack.cpp and
// verify_pack.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "sync/wire/batch.h"

namespace redress::headoffice {

inline constexpr std::string_view kSign_pack = "redress-pack-v1";

struct PackPart {
  std::string name;  // manifest, event, text, batch, policy
  Bytes bytes;
};
std::string write_pack_file(std::string_view page, const std::vector<PackPart>& parts);

struct PackFile {
  std::string_view page;
  std::vector<PackPart> parts;
  std::vector<std::string> problems;  // lines that write_pack_file would not have written
};
// Errc::invalid: there is no record behind the page.
Result<PackFile> read_pack_file(std::string_view file);

struct PackBatch {
  wire::BatchHeader header;
  Signature signature{};
  PublicKey author{};
  std::vector<Hash256> hashes;  // of every event of the batch, by number
};
Bytes encode(const PackBatch& batch);
Result<PackBatch> decode_pack_batch(ByteView bytes);

}  // namespace redress::headoffice
