#include "tests/wire/sample.h"

namespace redress::sample {

namespace {

constexpr std::array<std::string_view, 4> kCategories{"product_quality", "service_attitude", "facilities", "hygiene"};
constexpr std::array<std::string_view, 4> kPlaces{"f1.shop_012", "f3.shop_044", "b1.lift_a", "f2.toilet_w"};
constexpr std::string_view kText =
    "昨天下午在三楼的服装店买了一件外套，回家发现袖口脱线，今天来换货，店员态度很差，让我等了四十分钟也没有人处理，希望尽快答复";

Json submitted_body(SeededRandom& random, std::int64_t at) {
  auto body = Json::object();
  body.set("contact_type", "complaint")
      .set("category", kCategories[random.below(4)])
      .set("place", kPlaces[random.below(4)])
      .set("outcomes", Json::array().push("apology").push("refund"))
      .set("language", "zh-Hans")
      .set("channel", "kiosk")
      .set("occurred", Json::object().set("date", "2026-04-12").set("part", "afternoon"))
      .set("impact", Json::object().set("injured", false).set("loss_fen", static_cast<std::int64_t>(random.below(200'000))))
      .set("policy", 3)
      .set("site", 2)
      .set("promised", Json::object().set("first_answer", at + 86'400'000).set("resolve", at + 259'200'000));
  return body;
}

}  // namespace

Sample make_sample(std::uint64_t seq, SeededRandom& random, bool with_text) {
  Event event;
  event.at.ms = 1'776'000'000'000 + static_cast<std::int64_t>(seq) * 61'000 + static_cast<std::int64_t>(random.below(60'000));
  event.id = make_uuid7(event.at, random.array<16>());
  event.code = make_case_code(random);
  event.seq = seq;
  event.monotonic_ms = event.at.ms - 1'775'900'000'000;
  event.boot = {1, 2, 3, 4, 5, 6, 7, 8};
  event.clock_trusted = true;
  event.actor.kind = ActorKind::shopper;
  event.kind = "submitted";
  event.body = submitted_body(random, event.at.ms);
  Sample sample;
  if (with_text) {
    static const std::array<BoxPublicKey, 3> kRecipients = [] {
      SeededRandom keys(99);
      return std::array{BoxKeyPair::generate(keys).public_key, BoxKeyPair::generate(keys).public_key,
                        BoxKeyPair::generate(keys).public_key};
    }();
    auto phone = "138" + std::to_string(10'000'000 + random.below(89'999'999));
    auto plain = Json::object().set("text", kText).set("contact", Json::object().set("phone", phone)).dump();
    sample.sealed = PreparedSeal(kRecipients, SealSecrets::draw(random)).seal(as_bytes(plain), {event.code->number, event.id});
    event.sealed = hash(sample.sealed);
  }
  sample.event = serialise(event);
  return sample;
}

std::vector<Sample> make_samples(std::size_t count, std::uint64_t seed, bool with_text) {
  SeededRandom random(seed);
  std::vector<Sample> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(make_sample(i + 1, random, with_text));
  return out;
}

SigningKey key(std::uint8_t seed) {
  std::array<std::uint8_t, 32> bytes{};
  bytes.fill(seed);
  return SigningKey::from_seed(bytes);
}

Uuid uuid(std::uint8_t seed) {
  Uuid out;
  out.bytes.fill(seed);
  return out;
}

Bytes make_batch(const std::vector<Sample>& samples, const SigningKey& author, std::uint64_t first_seq,
                 Hash256 chain_before) {
  wire::BatchEncoder encoder(uuid(7), uuid(9), first_seq, chain_before);
  for (const auto& sample : samples)
    if (!encoder.add(as_bytes(sample.event), sample.sealed)) break;
  return encoder.finish(author);
}

}  // namespace redress::sample
