// A frame block: events of any authors that head office hands down, under one signature of its own that stays
// with them, so that a counter can give back what head office lost (decisions 13, 15; relay.h).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/seal/sign.h"

namespace redress::wire {

struct Frame {
  Uuid incarnation;  // author
  std::uint64_t seq = 0;
  ByteView event;
  ByteView sealed;  // empty: none, not in scope, or erased
  Hash256 hash{};   // H(event), filled by decode and encode
};

struct FrameBlockHeader {
  Uuid epoch;
  std::uint64_t cursor_before = 0;
  std::uint64_t cursor = 0;
  bool operator==(const FrameBlockHeader&) const = default;
};

// What the signature covers: header and (incarnation, seq, hash) of each frame in order.
Bytes frames_message(const FrameBlockHeader& header, std::span<const Frame> frames);
Bytes encode_frames(const FrameBlockHeader& header, std::span<Frame> frames, const SigningKey& head_office);
// For relaying: the same block again from kept events and the kept signature.
Bytes encode_frames(const FrameBlockHeader& header, std::span<Frame> frames, const Signature& signature);

struct FrameBlock {
  FrameBlock() = default;
  FrameBlock(FrameBlock&&) = default;
  FrameBlock& operator=(FrameBlock&&) = default;
  FrameBlockHeader header;
  std::vector<Frame> frames;  // point into the block's own memory
  Signature signature{};

 private:
  friend Result<FrameBlock> decode_frames(ByteView bytes, const PublicKey& head_office);
  Bytes events_, sealed_;
};
Result<FrameBlock> decode_frames(ByteView bytes, const PublicKey& head_office);

}  // namespace redress::wire
