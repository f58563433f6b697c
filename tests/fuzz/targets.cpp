#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

void action(ByteView);
void batch(ByteView);
void config(ByteView);
void event(ByteView);
void holidays(ByteView);
void ingest(ByteView);
void intake(ByteView);
void json(ByteView);
void message(ByteView);
void policy(ByteView);
void printer(ByteView);
void request(ByteView);
void scan(ByteView);
void site(ByteView);
void stick(ByteView);
void text(ByteView);

namespace {

constexpr Target kTargets[] = {
    {"action", action},     {"batch", batch},   {"config", config},   {"event", event},
    {"holidays", holidays}, {"ingest", ingest}, {"intake", intake},   {"json", json},
    {"message", message},   {"policy", policy}, {"printer", printer}, {"request", request},
    {"scan", scan},         {"site", site},     {"stick", stick},     {"text", text},
};

}  // namespace

std::span<const Target> targets() {
  return kTargets;
}

void require(bool holds, std::string_view property) {
  if (holds) return;
  std::fprintf(stderr, "PROPERTY BROKEN: %.*s\n", static_cast<int>(property.size()), property.data());
  std::abort();
}

const SigningKey& our_key() {
  static const SigningKey key = SigningKey::from_seed({1, 2, 3});
  return key;
}

}  // namespace redress::fuzz
