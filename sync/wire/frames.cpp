#include "sync/wire/frames.h"

#include "core/base/limits.h"
#include "core/seal/hash.h"
#include "sync/wire/document.h"
#include "sync/wire/pack.h"
#include "sync/wire/paths.h"

namespace redress::wire {

namespace {

constexpr std::string_view kFrames_magic = "RDF1";

void write_header(ByteWriter& out, const FrameBlockHeader& header) {
  out.raw(as_bytes(kFrames_magic));
  out.raw(header.epoch.bytes);
  out.u64(header.cursor_before);
  out.u64(header.cursor);
}

template <class MakeSignature>
Bytes write_block(const FrameBlockHeader& header, std::span<Frame> frames, MakeSignature make_signature) {
  ByteWriter events, sealed;
  for (auto& frame : frames) {
    frame.hash = hash(frame.event);
    events.raw(frame.incarnation.bytes);
    events.varint(frame.seq);
    events.block(frame.event);
    sealed.block(frame.sealed);
  }
  auto packed = pack(events.view());
  ByteWriter out;
  write_header(out, header);
  out.u32(static_cast<std::uint32_t>(frames.size()));
  out.u8(packed.flags);
  out.u32(static_cast<std::uint32_t>(events.size()));
  out.block(packed.bytes);
  out.u32(static_cast<std::uint32_t>(sealed.size()));
  out.raw(sealed.view());
  out.raw(make_signature());
  return out.take();
}

Result<std::vector<Frame>> read_frames(std::uint32_t count, ByteView events, ByteView sealed) {
  ByteReader in(events), sealed_in(sealed);
  std::vector<Frame> frames;
  frames.reserve(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    Frame frame;
    frame.incarnation.bytes = in.array<16>();
    frame.seq = in.varint();
    frame.event = in.block(limits::kEvent_bytes);
    frame.sealed = sealed_in.block(limits::kSealed_bytes);
    if (!in.ok() || !sealed_in.ok() || frame.event.empty() || frame.seq == 0)
      return invalid("frames: event cut short or too large");
    frame.hash = hash(frame.event);
    frames.push_back(frame);
  }
  if (!in.at_end() || !sealed_in.at_end()) return invalid("frames: more bytes than events");
  return frames;
}

}  // namespace

Bytes frames_message(const FrameBlockHeader& header, std::span<const Frame> frames) {
  ByteWriter out;
  write_header(out, header);
  for (const auto& frame : frames) {
    out.raw(frame.incarnation.bytes);
    out.u64(frame.seq);
    out.raw(frame.hash);
  }
  return out.take();
}

Bytes encode_frames(const FrameBlockHeader& header, std::span<Frame> frames, const SigningKey& head_office) {
  return write_block(header, frames,
                     [&] { return head_office.sign(kSign_frames, frames_message(header, frames)); });
}

Bytes encode_frames(const FrameBlockHeader& header, std::span<Frame> frames, const Signature& signature) {
  return write_block(header, frames, [&] { return signature; });
}

Result<FrameBlock> decode_frames(ByteView bytes, const PublicKey& head_office) {
  ByteReader in(bytes);
  if (as_text(in.raw(kFrames_magic.size())) != kFrames_magic) return invalid("frames: not a frame block, or of a newer version");
  FrameBlock block;
  block.header.epoch.bytes = in.array<16>();
  block.header.cursor_before = in.u64();
  block.header.cursor = in.u64();
  auto count = in.u32();
  auto flags = in.u8();
  auto plain_bytes = in.u32();
  auto packed = in.block(limits::kBatch_bytes);
  auto sealed_bytes = in.u32();
  if (!in.ok() || sealed_bytes > limits::kBatch_plain_bytes) return invalid("frames: cut short or damaged");
  auto sealed = in.raw(sealed_bytes);
  block.signature = in.array<64>();
  if (!in.at_end()) return invalid("frames: cut short or with bytes after the end");
  if (count > kPull_page_events) return Error{Errc::limit, "frames: more events than allowed"};
  if (block.header.cursor < block.header.cursor_before) return invalid("frames: cursor goes back");
  REDRESS_TRY_ASSIGN(block.events_, unpack(packed, flags, plain_bytes, limits::kBatch_plain_bytes));
  block.sealed_.assign(sealed.begin(), sealed.end());
  REDRESS_TRY_ASSIGN(block.frames, read_frames(count, block.events_, block.sealed_));
  if (!verify(head_office, kSign_frames, frames_message(block.header, block.frames), block.signature))
    return invalid("frames: not signed by head office");
  return block;
}

}  // namespace redress::wire
