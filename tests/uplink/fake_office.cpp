#include "tests/uplink/fake_office.h"

#include "core/seal/hash.h"
#include "sync/wire/relay.h"

namespace redress::test {

namespace {

HttpAnswer status(int code) {
  return {code, to_bytes("no"), -1};
}
HttpAnswer good(Bytes body) {
  return {200, std::move(body), -1};
}

bool contains(ByteView bytes, const std::string& marker) {
  return !marker.empty() && as_text(bytes).find(marker) != std::string_view::npos;
}

bool sealed_fits(const wire::BatchItem& item) {
  return item.sealed.empty() || contains(item.event, to_base64url(hash(item.sealed)));
}

}  // namespace

FakeOffice::FakeOffice() : key(SigningKey::generate(random_)) {
  epoch.bytes = random_.array<16>();
}

HttpAnswer FakeOffice::handle(const HttpRequest& request) {
  auto ends = [&](std::string_view path) { return request.url.ends_with(path); };
  if (ends("/v1/batches")) return take_batch(request.body);
  if (ends("/v1/pull")) return give_page(request.body);
  if (ends("/v1/relay")) return take_relay(request.body);
  if (ends("/v1/enrol")) return enrol(request.body);
  return status(404);
}

bool FakeOffice::keep(const Uuid& incarnation, std::uint64_t seq, ByteView event, ByteView sealed) {
  auto [where, fresh] = index_.try_emplace({incarnation, seq}, log.size());
  if (fresh)
    log.push_back({incarnation, seq, Bytes(event.begin(), event.end()), Bytes(sealed.begin(), sealed.end())});
  return fresh;
}

wire::Horizon FakeOffice::horizon(const Uuid& incarnation, std::size_t below) const {
  wire::Horizon out;
  for (auto at = index_.find({incarnation, out.seq + 1}); at != index_.end() && at->second < below;
       at = index_.find({incarnation, out.seq + 1})) {
    out.chain = next_chain(out.chain, hash(log[at->second].event));
    ++out.seq;
  }
  return out;
}

HttpAnswer FakeOffice::take_batch(const Bytes& body) {
  ++batches;
  if (body.size() > largest_batch) return status(413);
  auto batch = wire::decode_batch(body);
  if (!batch.ok()) return status(400);
  const auto& header = batch->header;
  if (!devices.contains(header.incarnation)) return status(401);
  if (not_approved.contains(header.incarnation)) return status(403);
  if (!batch->signed_by(devices[header.incarnation])) return status(400);
  for (const auto& item : batch->items)
    if (contains(item.event, brick) || !sealed_fits(item)) return status(400);
  wire::Acknowledgement ack;
  for (const auto& item : batch->items) {
    bool bad = contains(item.event, poison);
    bool fresh = keep(header.incarnation, item.seq, item.event, item.sealed);
    if (bad) refused.insert({header.incarnation, item.seq});
    if (!bad && refused.erase({header.incarnation, item.seq}) > 0) fresh = true;  // judged anew
    if (bad) ack.results.push_back({item.seq, wire::Outcome::refused, "poison", poison_later});
    if (!bad && !fresh) ack.results.push_back({item.seq, wire::Outcome::duplicate, {}, false});
  }
  ack.epoch = epoch;
  ack.incarnation = header.incarnation;
  ack.first_seq = header.first_seq;
  ack.count = header.count;
  ack.stored = horizon(header.incarnation, log.size());
  ack.backed_up = horizon(header.incarnation, backed_up_);
  ack.now = now;
  return good(wire::encode_acknowledgement(ack, key));
}

std::optional<PublicKey> FakeOffice::key_of(const Uuid& incarnation) const {
  auto found = devices.find(incarnation);
  return found == devices.end() ? std::nullopt : std::optional(found->second);
}

HttpAnswer FakeOffice::give_page(const Bytes& body) {
  ++pulls;
  auto request = wire::decode_pull_request(body, [this](const Uuid& id) { return key_of(id); });
  if (!request.ok()) return status(request.error().code == Errc::unauthorised ? 401 : 400);
  if (not_approved.contains(request->incarnation)) return status(403);
  health = request->health;
  wire::PullPage page;
  page.nonce = request->nonce;
  page.now = now;
  page.reset = request->epoch != epoch && !request->epoch.is_nil();
  auto cursor = request->epoch == epoch ? request->cursor : 0;
  page.documents = documents;
  page.devices = cursor == 0 ? known : std::vector<wire::KnownDevice>();
  for (const auto& alarm : alarms)
    if (alarm.number > request->alarms) page.alarms.push_back(alarm);
  std::vector<wire::Frame> frames;
  auto at = cursor;
  for (; at < log.size() && frames.size() < page_events; ++at) {
    const auto& held = log[at];
    if (held.incarnation == request->incarnation || refused.contains({held.incarnation, held.seq})) continue;
    frames.push_back({held.incarnation, held.seq, held.event, held.sealed, {}});
  }
  page.more = at < log.size();
  auto block = wire::encode_frames({epoch, cursor, at}, frames, key);
  return good(wire::encode_pull_page(page, block, key));
}

HttpAnswer FakeOffice::take_relay(const Bytes& body) {
  ++relays;
  if (refuse_relays) return status(400);
  auto relay = wire::decode_relay(
      body, [&](const Uuid& carrier) { return key_of(carrier); }, key.public_key());
  if (!relay.ok()) return status(relay.error().code == Errc::unauthorised ? 401 : 400);
  for (const auto& frame : relay->block.frames) keep(frame.incarnation, frame.seq, frame.event, frame.sealed);
  return good(wire::encode_relay_acknowledgement({epoch, relay->block_hash, now}, key));
}

HttpAnswer FakeOffice::enrol(const Bytes& body) {
  auto request = wire::decode_enrol_request(body);
  if (!request.ok()) return status(400);
  if (request->secret != secret) return status(401);
  auto answer = enrolment;
  answer.incarnation = request->incarnation;
  answer.head_office = key.public_key();
  answer.epoch = epoch;
  if (!request->mall.empty() && request->mall != enrolment.mall) {
    answer.status = wire::EnrolStatus::rejected, answer.reason = wire::kRejected_other_mall;
    return good(wire::encode_enrol_answer(answer, request->box_key, key, random_));
  }
  devices[request->incarnation] = request->signing_key;
  if (revoked.contains(request->incarnation))
    answer.status = wire::EnrolStatus::rejected, answer.reason = wire::kRejected_revoked;
  if (answer.status != wire::EnrolStatus::approved) not_approved.insert(request->incarnation);
  if (answer.status == wire::EnrolStatus::approved) not_approved.erase(request->incarnation);
  return good(wire::encode_enrol_answer(answer, request->box_key, key, random_));
}

void FakeOffice::back_up() {
  backed_up_ = log.size();
}

void FakeOffice::restore() {
  log.resize(backed_up_);
  std::erase_if(index_, [this](const auto& row) { return row.second >= backed_up_; });
  epoch.bytes = random_.array<16>();
}

Result<HttpAnswer> FaultyNetwork::exchange(const HttpRequest& request) {
  std::unique_lock lock(mutex_);
  ++exchanges;
  paths.push_back(request.url.substr(request.url.rfind('/')));
  if (down) return Error{Errc::unavailable, "no route"};
  if (!instead.empty()) {
    auto answer = instead.front();
    instead.pop_front();
    return answer;
  }
  // A long poll is asked with the longer time-out.
  if (hold_long_polls && request.timeout_ms > 60'000) {
    released_ = false;
    changed_.wait(lock, [this] { return released_; });
    if (down) return Error{Errc::unavailable, "stopped"};
  }
  if (overtake && request.url.ends_with("/v1/batches") && exchanges % 2 == 0) {
    auto before = exchanges;
    overtaken += changed_.wait_for(lock, std::chrono::milliseconds(200), [&] { return exchanges > before; });
  }
  if (static_cast<int>(random_.below(100)) < faults) return wrong(request);
  auto answer = office_.handle(request);
  older_[request.url.substr(request.url.rfind('/'))] = answer;
  changed_.notify_all();
  return answer;
}

Result<HttpAnswer> FaultyNetwork::wrong(const HttpRequest& request) {
  const HttpAnswer empty{200, {}, -1},
      portal{200, to_bytes("<html>Welcome to free Wi-Fi, log in</html>"), -1};
  switch (random_.below(12)) {
    case 0:
      return Error{Errc::unavailable, "request lost"};
    case 1:
      (void)office_.handle(request);
      return Error{Errc::unavailable, "answer lost"};
    case 2:
      (void)office_.handle(request);
      return office_.handle(request);  // delivered twice
    case 3: {
      auto answer = office_.handle(request);
      answer.body.resize(answer.body.size() / 2);
      return answer;
    }
    case 4: {
      auto answer = office_.handle(request);
      if (!answer.body.empty()) answer.body[random_.below(answer.body.size())] ^= 16;
      return answer;
    }
    case 5:
      return empty;
    case 6:
      return portal;
    case 7:
      return HttpAnswer{503, {}, 2};
    case 8:
      return HttpAnswer{429, {}, 1};
    case 9:
      return HttpAnswer{static_cast<int>(std::array{401, 403, 409, 302, 404, 500}[random_.below(6)]), {}, -1};
    case 10:
      return HttpAnswer{413, {}, -1};
    default: {  // an older good answer played again, after the request arrived
      auto old = older_.find(paths.back());
      auto answer = office_.handle(request);
      return old == older_.end() ? answer : old->second;
    }
  }
}

void FaultyNetwork::abort() {
  release();
}

void FaultyNetwork::release() {
  {
    std::lock_guard lock(mutex_);
    released_ = true;
  }
  changed_.notify_all();
}

}  // namespace redress::test
