#include <doctest/doctest.h>

#include <chrono>
#include <iostream>

#include "core/seal/hash.h"
#include "tests/wire/sample.h"

using namespace redress;
using namespace redress::sample;
using namespace redress::wire;

TEST_CASE("a batch gives back the exact bytes of its author, signed") {
  for (std::size_t count : {1u, 3u, 700u}) {
    auto samples = make_samples(count, 5, true);
    auto bytes = make_batch(samples, key(1), 1);
    auto batch = decode_batch(bytes);
    REQUIRE(batch.ok());
    REQUIRE(batch->items.size() == count);
    CHECK(batch->signed_by(key(1).public_key()));
    CHECK_FALSE(batch->signed_by(key(2).public_key()));
    auto chain = batch->header.chain_before;
    for (std::size_t i = 0; i < count; ++i) {
      CHECK(as_text(batch->items[i].event) == samples[i].event);
      CHECK(std::equal(samples[i].sealed.begin(), samples[i].sealed.end(), batch->items[i].sealed.begin(),
                       batch->items[i].sealed.end()));
      chain = next_chain(chain, batch->items[i].hash);
      CHECK(batch->items[i].chain == chain);
      CHECK(batch->items[i].seq == i + 1);
    }
  }
}

TEST_CASE("an erased sealed part leaves the author's signature good") {
  auto samples = make_samples(4, 6, true);
  auto whole = decode_batch(make_batch(samples, key(1)));
  samples[2].sealed.clear();
  auto erased = decode_batch(make_batch(samples, key(1)));
  REQUIRE(erased.ok());
  CHECK(erased->header == whole->header);
  CHECK(verify_batch_header(erased->header, whole->signature, key(1).public_key()));
}

TEST_CASE("no changed bit of a batch is accepted") {
  auto bytes = make_batch(make_samples(6, 7, true), key(1));
  SeededRandom random(11);
  int accepted = 0;
  for (int round = 0; round < 4000; ++round) {
    auto changed = bytes;
    auto flips = 1 + random.below(3);
    for (std::uint64_t i = 0; i < flips; ++i)
      changed[random.below(changed.size())] ^= static_cast<std::uint8_t>(1u << random.below(8));
    if (changed == bytes) continue;
    auto batch = decode_batch(changed);
    accepted += batch.ok() && batch->signed_by(key(1).public_key());
  }
  CHECK(accepted == 0);
}

TEST_CASE("a changed event with recomputed check bytes fails chain or signature") {
  auto samples = make_samples(6, 7, false);
  auto original = decode_batch(make_batch(samples, key(1)));
  auto& text = samples[3].event;
  text[text.find("apology")] = 'b';
  auto forged = decode_batch(make_batch(samples, key(2)));
  REQUIRE(forged.ok());
  CHECK_FALSE(forged->signed_by(key(1).public_key()));
  CHECK_FALSE(verify_batch_header(forged->header, original->signature, key(1).public_key()));
}

TEST_CASE("a batch cut at any byte or with bytes after it is refused") {
  auto bytes = make_batch(make_samples(2, 8, true), key(1));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    INFO("size ", size);
    REQUIRE_FALSE(decode_batch(ByteView(bytes).first(size)).ok());
  }
  bytes.push_back(0);
  CHECK_FALSE(decode_batch(bytes).ok());
}

TEST_CASE("a file of several batches is split and a damaged one refused whole") {
  auto one = make_batch(make_samples(3, 9, true), key(1)), two = make_batch(make_samples(1, 10, false), key(2));
  auto file = one;
  file.insert(file.end(), two.begin(), two.end());
  auto parts = split_batches(file);
  REQUIRE(parts.ok());
  REQUIRE(parts->size() == 2);
  CHECK(std::equal(two.begin(), two.end(), (*parts)[1].begin(), (*parts)[1].end()));
  file[one.size() + 40] ^= 1;
  CHECK_FALSE(split_batches(file).ok());
  CHECK_FALSE(split_batches({}).ok());
}

TEST_CASE("an encoder refuses an event that is not the stored one") {
  auto samples = make_samples(2, 12, false);
  BatchEncoder encoder(uuid(7), uuid(9), 1, {});
  CHECK(encoder.add_checked(as_bytes(samples[0].event), {}, hash(as_bytes(samples[0].event))).ok());
  auto wrong = encoder.add_checked(as_bytes(samples[1].event), {}, hash(as_bytes(samples[0].event)));
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().code == Errc::corrupt);
  CHECK(encoder.count() == 1);
}

TEST_CASE("a batch is full at its limits") {
  Bytes large(16 * 1024, 'x');
  SeededRandom random(3);
  random.fill(large);
  Bytes sealed(32 * 1024, 1);
  random.fill(sealed);
  BatchEncoder encoder(uuid(7), uuid(9), 1, {});
  while (encoder.add(large, sealed)) {}
  CHECK(encoder.count() > 50);
  auto bytes = encoder.finish(key(1));
  CHECK(bytes.size() <= limits::kBatch_bytes);
  CHECK(decode_batch(bytes).ok());
}

TEST_CASE("wire bytes per event stay under their limits") {
  auto per_event = [](std::size_t count, bool with_text) {
    return make_batch(make_samples(count, 21, with_text), key(1)).size() / count;
  };
  std::cout << "wire.bulk_plain_bytes " << per_event(1000, false) << "\nwire.bulk_sealed_bytes "
            << per_event(1000, true) << "\nwire.single_plain_bytes " << per_event(1, false)
            << "\nwire.single_sealed_bytes " << per_event(1, true) << '\n';
  CHECK(per_event(1000, false) <= 260);
  CHECK(per_event(1000, true) <= 650);
  CHECK(per_event(1, false) <= 500);
}

TEST_CASE("encoding and verifying keep up") {
  auto samples = make_samples(1000, 22, false);
  using Time = std::chrono::steady_clock;
  auto start = Time::now();
  Bytes bytes;
  for (int i = 0; i < 20; ++i) bytes = make_batch(samples, key(1));
  auto encoded = Time::now();
  bool good = true;
  for (int i = 0; i < 20; ++i) {
    auto batch = decode_batch(bytes);
    good = good && batch.ok() && batch->signed_by(key(1).public_key());
  }
  auto end = Time::now();
  auto rate = [](auto span) { return 20'000.0 / std::chrono::duration<double>(span).count(); };
  std::cout << "wire.encode_rate " << static_cast<long>(rate(encoded - start)) << " events/s\nwire.decode_rate "
            << static_cast<long>(rate(end - encoded)) << " events/s\n";
  CHECK(good);
}
