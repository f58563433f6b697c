#include "sync/headoffice/cases/pack_format.h"

#include <algorithm>

namespace redress::headoffice {

namespace {

constexpr std::string_view kBegin = "<!--redress-pack-v1\n", kEnd = "-->\n";
constexpr std::size_t kHeader_bytes = 112;

}  // namespace

std::string write_pack_file(std::string_view page, const std::vector<PackPart>& parts) {
  std::string out(page);
  out += kBegin;
  for (const auto& part : parts) out += part.name + " " + to_base64url(part.bytes) + "\n";
  return out += kEnd;
}

Result<PackFile> read_pack_file(std::string_view file) {
  const auto begin = file.rfind(kBegin);
  if (begin == std::string_view::npos)
    return Error{Errc::invalid, "this is no pack of a case, or where its record begins was changed"};
  PackFile out{file.substr(0, begin), {}, {}};
  auto rest = file.substr(begin + kBegin.size());
  if (rest.ends_with(kEnd))
    rest.remove_suffix(kEnd.size());
  else
    out.problems.emplace_back("the end of the file");
  for (int number = 1; !rest.empty(); ++number) {
    const auto line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    const auto space = line.find(' ');
    auto bytes = space == std::string_view::npos ? std::nullopt : from_base64url(line.substr(space + 1));
    // Two texts may stand for the same bytes: only the one that was written counts.
    if (!bytes || to_base64url(*bytes) != line.substr(space + 1)) {
      out.problems.push_back("line " + std::to_string(number) + " of the record (" +
                             std::string(line.substr(0, std::min<std::size_t>(space, 12))) + ")");
      bytes = Bytes();
    }
    out.parts.push_back({std::string(line.substr(0, space)), std::move(*bytes)});
  }
  return out;
}

Bytes encode(const PackBatch& batch) {
  ByteWriter out;
  out.raw(wire::encode_batch_header(batch.header));
  out.raw(batch.signature);
  out.raw(batch.author);
  for (const auto& one : batch.hashes) out.raw(one);
  return out.take();
}

Result<PackBatch> decode_pack_batch(ByteView bytes) {
  ByteReader reader(bytes);
  PackBatch out;
  REDRESS_TRY_ASSIGN(out.header, wire::decode_batch_header(reader.raw(kHeader_bytes)));
  out.signature = reader.array<64>();
  out.author = reader.array<32>();
  while (reader.ok() && !reader.at_end()) out.hashes.push_back(reader.array<32>());
  if (!reader.ok()) return invalid("it has a wrong size");
  return out;
}

}  // namespace redress::headoffice
