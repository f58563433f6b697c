// Writes the first inputs of the binary targets from what the programs write: fuzz_seeds tests/fuzz/corpus
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "core/seal/hash.h"
#include "sync/wire/acknowledgement.h"
#include "sync/wire/document.h"
#include "sync/wire/enrolment.h"
#include "sync/wire/pull.h"
#include "sync/wire/relay.h"
#include "tests/fuzz/fuzz.h"
#include "tests/wire/sample.h"

using namespace redress;
using namespace redress::sample;

namespace {

std::filesystem::path corpus;

void write(const std::string& name, ByteView bytes) {
  std::filesystem::create_directories((corpus / name).parent_path());
  std::ofstream(corpus / name, std::ios::binary) << as_text(bytes);
}

// A message's payload behind the digit that chooses it.
void write_message(char which, const std::string& name, ByteView payload) {
  Bytes out{static_cast<std::uint8_t>(which)};
  out.insert(out.end(), payload.begin(), payload.end());
  write("message/" + name, out);
}

void write_signed(char which, const std::string& name, const Bytes& message) {
  write_message(which, name, *wire::peek_payload(message));
}

void write_batches() {
  auto some = make_batch(make_samples(3, 1, false), key(1));
  auto sealed = make_batch(make_samples(1, 2, true), key(1));
  write("batch/three-events", some);
  write("batch/one-sealed", sealed);
  write("batch/in-the-middle", make_batch(make_samples(1, 3, false), key(1), 77, hash(as_bytes("before"))));
  write("stick/one-batch", sealed);
  Bytes two = some;
  two.insert(two.end(), sealed.begin(), sealed.end());
  write("stick/two-batches", two);
  two.resize(two.size() - 9);
  write("stick/cut-short", two);
}

void write_events() {
  for (auto [name, seed] : {std::pair{"one", 4u}, {"two", 5u}, {"sealed", 6u}})
    write(std::string("event/submitted-") + name, as_bytes(make_samples(1, seed, seed == 6).front().event));
}

void write_pull() {
  wire::PullRequest request;
  request.incarnation = uuid(9);
  request.at.ms = 1'776'000'000'000;
  request.epoch = uuid(7);
  request.check = to_bytes("check");
  write_signed('2', "pull-request", wire::encode_pull_request(request, fuzz::our_key()));
  auto samples = make_samples(2, 7, false);
  std::vector<wire::Frame> frames;
  for (std::size_t i = 0; i < samples.size(); ++i)
    frames.push_back({uuid(20), i + 1, as_bytes(samples[i].event), {}, {}});
  auto block = wire::encode_frames({uuid(7), 77, 99}, frames, fuzz::our_key());
  write_signed('7', "relay", wire::encode_relay(uuid(9), block, fuzz::our_key()));
  wire::PullPage page;
  page.now.ms = 1'776'000'000'000;
  page.documents = {to_bytes("one")};
  page.devices = {{uuid(9), key(1).public_key(), "一楼东门", "kiosk"}};
  page.alarms = {{8, uuid(3), uuid(9), "injury", "7K3QF8M2X9TJ", Instant{5}, true}};
  write_signed('3', "pull-page", wire::encode_pull_page(page, block, fuzz::our_key()));
}

void write_messages() {
  wire::Acknowledgement ack{
      uuid(7), uuid(9), 11, 10, {20, hash(as_bytes("a"))}, {5, hash(as_bytes("b"))}, {1'776'000'000'000}, {}};
  ack.results = {{12, wire::Outcome::duplicate, {}, false},
                 {13, wire::Outcome::conflict, "fork", false},
                 {14, wire::Outcome::refused, "form", true}};
  write_signed('0', "acknowledgement", wire::encode_acknowledgement(ack, fuzz::our_key()));
  write_signed('1', "relay-acknowledgement",
               wire::encode_relay_acknowledgement({uuid(7), hash(as_bytes("block")), {5}}, fuzz::our_key()));
  write_pull();
  wire::Document site{wire::DocumentKind::site, "xinghe", 2, Instant{9}, Json::object().set("a", 1), {}};
  write_signed('4', "document", wire::encode_document(site, fuzz::our_key()));
  SeededRandom random(8);
  auto box = BoxKeyPair::generate(random);
  wire::EnrolRequest request{{1, 2}, uuid(9), fuzz::our_key().public_key(), box.public_key, Instant{7}};
  write_signed('5', "enrol-request", wire::encode_enrol_request(request, fuzz::our_key()));
  write_message('6', "enrol-bundle",
                wire::encode_enrol_bundle({"http://127.0.0.1:8080", uuid(9), {1}, {2}, to_bytes("answer")}));
}

}  // namespace

int main(int, char** arguments) {
  corpus = arguments[1];
  write_batches();
  write_events();
  write_messages();
}
