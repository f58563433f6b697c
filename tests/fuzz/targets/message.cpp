// Everything signed that travels besides batches. The first byte chooses the message, the rest is its
// payload, which gets a good signature: what head office or a device that went mad could say.
#include "sync/wire/acknowledgement.h"
#include "sync/wire/document.h"
#include "sync/wire/enrolment.h"
#include "sync/wire/pull.h"
#include "sync/wire/relay.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

namespace {

Bytes signed_as(std::string_view purpose, ByteView payload) {
  return wire::sign_payload(purpose, payload, our_key());
}
PublicKey office() {
  return our_key().public_key();
}

// Printed and read again it is the same.
template <class Decode, class Encode>
void same_again(ByteView bytes, Decode decode, Encode encode) {
  auto first = decode(bytes);
  if (!first.ok()) return;
  auto again = encode(*first);
  auto second = decode(again);
  require(second.ok(), "a printed message is a message");
  require(encode(*second) == again, "printing a message again gives the same bytes");
}

void acknowledgement(ByteView payload) {
  same_again(
      signed_as(kSign_ack, payload), [](ByteView b) { return wire::decode_acknowledgement(b, office()); },
      [](const auto& ack) { return wire::encode_acknowledgement(ack, our_key()); });
}

void relay_acknowledgement(ByteView payload) {
  same_again(
      signed_as(kSign_ack, payload),
      [](ByteView b) { return wire::decode_relay_acknowledgement(b, office()); },
      [](const auto& ack) { return wire::encode_relay_acknowledgement(ack, our_key()); });
}

void pull_request(ByteView payload) {
  same_again(
      signed_as(kSign_request, payload),
      [](ByteView b) { return wire::decode_pull_request(b, [](const Uuid&) { return office(); }); },
      [](const auto& request) { return wire::encode_pull_request(request, our_key()); });
}

// The frame block inside has a signature of its own: written anew from what was read.
void pull_page(ByteView payload) {
  same_again(
      signed_as(kSign_pull, payload), [](ByteView b) { return wire::decode_pull_page(b, office()); },
      [](auto& page) {
        return wire::encode_pull_page(
            page, wire::encode_frames(page.block.header, page.block.frames, page.block.signature), our_key());
      });
}

// A page given back: the frame block inside was signed by head office.
void relay(ByteView payload) {
  same_again(
      signed_as(kSign_relay, payload),
      [](ByteView b) {
        return wire::decode_relay(
            b, [](const Uuid&) { return office(); }, office());
      },
      [](auto& relay) {
        auto& block = relay.block;
        return wire::encode_relay(
            relay.carrier, wire::encode_frames(block.header, block.frames, block.signature), our_key());
      });
}

void document(ByteView payload) {
  same_again(
      signed_as(kSign_document, payload), [](ByteView b) { return wire::decode_document(b, office()); },
      [](const auto& document) { return wire::encode_document(document, our_key()); });
}

void enrol_request(ByteView payload) {
  (void)wire::decode_enrol_request(signed_as(kSign_enrol, payload));
}

void enrol_bundle(ByteView payload) {
  same_again(payload, wire::decode_enrol_bundle, wire::encode_enrol_bundle);
}

constexpr void (*kMessages[])(ByteView) = {acknowledgement, relay_acknowledgement, pull_request, pull_page,
                                           document,        enrol_request,         enrol_bundle, relay};

}  // namespace

void message(ByteView input) {
  if (input.empty()) return;
  auto which = static_cast<std::size_t>(input[0] - '0');
  if (which < std::size(kMessages)) kMessages[which](input.subspan(1));
}

}  // namespace redress::fuzz
