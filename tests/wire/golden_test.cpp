// Bytes of today's formats stay readable for ever: files lie on sticks and devices come back after months.
// A file is written once, when a format version is born (REDRESS_WRITE_GOLDEN=1), and never changed.
#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "core/seal/hash.h"
#include "sync/wire/acknowledgement.h"
#include "sync/wire/frames.h"
#include "sync/wire/pull.h"
#include "tests/source_dir.h"
#include "tests/wire/sample.h"

using namespace redress;
using namespace redress::sample;
using namespace redress::wire;

namespace {

Bytes golden(const std::string& name, const Bytes& fresh) {
  auto path = source_dir() + "/tests/wire/golden/" + name;
  if (std::getenv("REDRESS_WRITE_GOLDEN") && !std::ifstream(path).good()) {
    std::ofstream out(path, std::ios::binary);
    out.write(reinterpret_cast<const char*>(fresh.data()), static_cast<std::streamsize>(fresh.size()));
  }
  std::ifstream in(path, std::ios::binary);
  REQUIRE_MESSAGE(in.good(), path);
  return Bytes(std::istreambuf_iterator<char>(in), {});
}

// Sealed bytes are fixed text here: real ones hold compressed content, which another zstd may write otherwise.
std::vector<Sample> fixed_samples(std::size_t count, std::uint64_t seed) {
  auto samples = make_samples(count, seed, false);
  for (auto& sample : samples) sample.sealed = to_bytes("sealed part of " + sample.event.substr(0, 40));
  return samples;
}

}  // namespace

TEST_CASE("a batch of format 1 with the shipped dictionary is still read") {
  auto samples = fixed_samples(3, 1);
  auto bytes = golden("batch-1-dictionary.bin", make_batch(samples, key(1)));
  auto batch = decode_batch(bytes);
  REQUIRE(batch.ok());
  CHECK(batch->signed_by(key(1).public_key()));
  REQUIRE(batch->items.size() == 3);
  CHECK(as_text(batch->items[2].event) == samples[2].event);
  CHECK(as_text(batch->items[2].sealed) == as_text(samples[2].sealed));
}

TEST_CASE("a batch of format 1 in bulk is still read") {
  auto samples = fixed_samples(80, 2);
  auto bytes = golden("batch-1-bulk.bin", make_batch(samples, key(1)));
  auto batch = decode_batch(bytes);
  REQUIRE(batch.ok());
  CHECK(batch->signed_by(key(1).public_key()));
  CHECK(as_text(batch->items[79].event) == samples[79].event);
}

TEST_CASE("an acknowledgement of format 1 is still read") {
  Acknowledgement ack{uuid(7), uuid(9), 1, 3, {3, hash(as_bytes("x"))}, {1, hash(as_bytes("y"))}, {5},
                      {{2, Outcome::refused, "form", false}}};
  auto back = decode_acknowledgement(golden("ack-1.bin", encode_acknowledgement(ack, key(5))), key(5).public_key());
  REQUIRE(back.ok());
  CHECK(*back == ack);
}

// pull-request-1.bin is of a program that told nothing of its health.
TEST_CASE("pull requests of format 1, with health and without, are still read") {
  PullRequest request;
  request.incarnation = uuid(9);
  request.at.ms = 1'776'000'000'000;
  request.epoch = uuid(7);
  request.cursor = 77;
  request.have = {3, 2, 1, 4};
  auto known = [](const Uuid&) { return std::optional(key(1).public_key()); };
  auto old = decode_pull_request(golden("pull-request-1.bin", encode_pull_request(request, key(1))), known);
  REQUIRE(old.ok());
  CHECK(*old == request);
  request.health = DeviceHealth{"0.1.0", PrinterHealth::out, 12'000'000'000};
  auto now =
      decode_pull_request(golden("pull-request-1-health.bin", encode_pull_request(request, key(1))), known);
  REQUIRE(now.ok());
  CHECK(*now == request);
}

TEST_CASE("a frame block of format 1 is still read") {
  auto samples = fixed_samples(2, 3);
  std::vector<Frame> frames;
  for (std::size_t i = 0; i < 2; ++i) frames.push_back({uuid(9), i + 1, as_bytes(samples[i].event), samples[i].sealed, {}});
  auto block = decode_frames(golden("frames-1.bin", encode_frames({uuid(7), 4, 6}, frames, key(5))), key(5).public_key());
  REQUIRE(block.ok());
  CHECK(as_text(block->frames[1].event) == samples[1].event);
}
