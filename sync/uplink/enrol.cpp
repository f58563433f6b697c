#include "sync/uplink/enrol.h"

#include <algorithm>

#include "sync/uplink/documents.h"
#include "sync/uplink/pull.h"
#include "sync/wire/paths.h"

namespace redress {

namespace {

constexpr std::string_view kProvision = "provision";
constexpr std::string_view kUrl = "enrol.url";
constexpr std::string_view kCode = "enrol.code";
constexpr std::string_view kRevoked = "enrol.revoked";  // the incarnation that head office revoked
constexpr std::string_view kReason_revoked = "revoked";  // of a rejection
constexpr int kEnrol_timeout_ms = 30'000;
constexpr std::size_t kBundle_bytes = 16u << 20;

std::string without_slash(std::string url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  return url;
}

Error enrol_error(const HttpAnswer& answer) {
  if (answer.status == 429) return {Errc::limit, "too many tries; wait a while and try again"};
  if (answer.status == 401 || answer.status == 403 || answer.status == 404 || answer.status == 410)
    return {Errc::unauthorised, "head office does not know this code, or it was used; ask for a new one"};
  if (answer.status >= 500) return {Errc::unavailable, "head office is busy; try again later"};
  return {Errc::unavailable, "this address does not answer like head office (status " + std::to_string(answer.status) + ")"};
}

Status take_technician(Store& store, const wire::EnrolAnswer& answer) {
  if (answer.technician.empty()) return {};
  REDRESS_TRY_ASSIGN(auto known, store.staff_member(answer.technician));
  if (known) return {};
  StaffRow row;
  row.number = answer.technician;
  row.role = Role::technician;
  row.salt = answer.technician_salt;
  row.pin = bind_pin(answer.technician_pin, store.identity().secret);
  return store.put_staff(row);
}

// Another head office than before would leave our events nowhere.
Status same_head_office(Store& store, const wire::EnrolAnswer& answer) {
  auto before = provision(store);
  if (!before.ok() || !*before || (*before)->answer.head_office == answer.head_office) return {};
  REDRESS_TRY_ASSIGN(auto head, store.head());
  if (head.seq == 0) return {};
  return Error{Errc::refused, "this device belongs to another head office and holds its events; use an empty data folder"};
}

Result<EnrolOutcome> keep(Store& store, const std::string& url, const wire::EnrolAnswer& answer, const Bytes& bytes) {
  if (answer.incarnation != store.identity().incarnation)
    return Error{Errc::unauthorised, "the answer is for another device"};
  EnrolOutcome outcome{answer.status, answer.reason};
  if (answer.status == wire::EnrolStatus::rejected) {
    if (outcome.reason == kReason_revoked)
      REDRESS_TRY(store.put_setting(kRevoked, to_text(store.identity().incarnation)));
    return outcome;
  }
  REDRESS_TRY(same_head_office(store, answer));
  LinkTarget target{url, answer.head_office, answer.mall};
  auto checked = check_documents(store, target, answer.documents);
  REDRESS_TRY(take_staff(store, target, checked.documents));
  for (const auto& document : checked.documents) REDRESS_TRY(store.put_document(document));
  REDRESS_TRY(take_technician(store, answer));
  if (!url.empty()) REDRESS_TRY(store.put_setting(kUrl, url));
  REDRESS_TRY_ASSIGN(auto before, store.document(kProvision));
  // Last, so that a provisioned device has all of it.
  REDRESS_TRY(store.put_document({std::string(kProvision), before ? before->version + 1 : 1, bytes}));
  REDRESS_TRY_ASSIGN(auto state, store.sync_state());
  if (state.epoch.is_nil()) REDRESS_TRY(store.begin_epoch(answer.epoch));
  return outcome;
}

// Kept for asking again; the secret in it is of no use once it is bound to our key.
Status keep_code(Store& store, const EnrolOutcome& outcome, const wire::EnrolCode& code) {
  return store.put_setting(kCode, outcome.status == wire::EnrolStatus::waiting ? wire::to_text(code) : "");
}

// Nonces only: the random half of fresh ids.
class IdRandom : public Random {
 public:
  explicit IdRandom(Store& store) : store_(store) {}
  void fill(std::span<std::uint8_t> out) override {
    for (std::size_t at = 0; at < out.size(); at += 7) {
      auto id = store_.new_event_id();
      std::copy_n(id.bytes.begin() + 9, std::min<std::size_t>(7, out.size() - at), out.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

 private:
  Store& store_;
};

// The clock is measured and staff are known before the first complaint; else every case of this boot would be
// counted again later. Not needed to succeed: sync does the same.
void first_look(Store& store, Network& network, Clock& clock, const LinkTarget& target) {
  IdRandom random(store);
  (void)Pull(store, network, clock, random, target).look();
}

Result<EnrolOutcome> ask(Store& store, Network& network, Clock& clock, const std::string& url, const wire::EnrolCode& code) {
  const auto& identity = store.identity();
  wire::EnrolRequest request{code.secret, identity.incarnation, identity.signing.public_key(), identity.box.public_key,
                             clock.wall()};
  LinkTarget target;
  target.url = url;
  auto body = wire::encode_enrol_request(request, identity.signing);
  REDRESS_TRY_ASSIGN(auto answer, network.exchange(make_request(target, wire::kPath_enrol, std::move(body), kEnrol_timeout_ms)));
  if (answer.status != 200) return enrol_error(answer);
  auto decoded = wire::decode_enrol_answer(answer.body, identity.box, code);
  if (!decoded.ok()) {
    if (decoded.error().code == Errc::unauthorised) return decoded.error();
    return Error{Errc::unavailable, "this address does not answer like head office"};
  }
  REDRESS_TRY_ASSIGN(auto outcome, keep(store, url, *decoded, answer.body));
  if (outcome.status == wire::EnrolStatus::approved)
    first_look(store, network, clock, {url, decoded->head_office, decoded->mall});
  return outcome;
}

Result<std::string> checked_address(const std::string& url) {
  auto address = without_slash(url);
  if (address.find("://") == std::string::npos) return invalid("address of head office must begin with https://");
  return address;
}

// A code for a device that is in service would be left unused in silence. Only head office knows whether it still is.
Status not_in_service(Store& store, Network& network, Clock& clock, const std::string& url) {
  REDRESS_TRY_ASSIGN(auto queue, store.queue_state());
  auto known = provision(store);
  if (queue.forked || !known.ok() || !*known || (*known)->url != url) return {};
  const auto& answer = (*known)->answer;
  if (answer.status != wire::EnrolStatus::approved) return {};
  IdRandom random(store);
  if (!Pull(store, network, clock, random, (*known)->target()).look().problem.none()) return {};
  REDRESS_TRY(note_answer(store, Trouble::none));
  return Error{Errc::conflict,
               "already enrolled as " + answer.name + " of " + answer.mall + "; the code was not used"};
}

// With the code that is still waiting for an answer.
Result<EnrolOutcome> ask_waiting(Store& store, Network& network, Clock& clock, const std::string& url,
                                 const std::string& code) {
  REDRESS_TRY_ASSIGN(auto parsed, wire::parse_enrol_code(code));
  REDRESS_TRY_ASSIGN(auto address, checked_address(url));
  REDRESS_TRY_ASSIGN(auto outcome, ask(store, network, clock, address, parsed));
  REDRESS_TRY(keep_code(store, outcome, parsed));
  return outcome;
}

}  // namespace

Result<EnrolOutcome> enrol(Store& store, Network& network, Clock& clock, const std::string& url, const std::string& code) {
  REDRESS_TRY_ASSIGN(auto parsed, wire::parse_enrol_code(code));
  REDRESS_TRY_ASSIGN(auto address, checked_address(url));
  REDRESS_TRY(store.leave_fork());
  REDRESS_TRY(not_in_service(store, network, clock, address));
  REDRESS_TRY_ASSIGN(auto outcome, ask(store, network, clock, address, parsed));
  if (outcome.status == wire::EnrolStatus::rejected && outcome.reason == kReason_revoked) {
    REDRESS_TRY(store.leave_revoked());
    REDRESS_TRY_ASSIGN(outcome, ask(store, network, clock, address, parsed));
  }
  REDRESS_TRY(keep_code(store, outcome, parsed));
  return outcome;
}

Result<EnrolOutcome> ask_enrolment_again(Store& store, Network& network, Clock& clock) {
  REDRESS_TRY_ASSIGN(auto code, store.setting(kCode));
  REDRESS_TRY_ASSIGN(auto url, store.setting(kUrl));
  if (code && !code->empty() && url) return ask_waiting(store, network, clock, *url, *code);
  REDRESS_TRY_ASSIGN(auto known, provision(store));
  if (!known) return Error{Errc::not_found, "this device was never enrolled"};
  return EnrolOutcome{known->answer.status, known->answer.reason};
}

Result<Standing> standing(Store& store) {
  REDRESS_TRY_ASSIGN(auto known, provision(store));
  if (!known) return Standing::not_enrolled;
  REDRESS_TRY_ASSIGN(auto revoked, store.setting(kRevoked));
  if (revoked && *revoked == to_text(store.identity().incarnation)) return Standing::revoked;
  return known->answer.status == wire::EnrolStatus::approved ? Standing::approved : Standing::waiting;
}

Status note_answer(Store& store, Trouble trouble) {
  REDRESS_TRY_ASSIGN(const auto now, standing(store));
  if (trouble == Trouble::waiting && now == Standing::approved)
    return store.put_setting(kRevoked, to_text(store.identity().incarnation));
  if (trouble == Trouble::none && now == Standing::revoked) return store.put_setting(kRevoked, "");
  return {};
}

Result<EnrolOutcome> init_from_bundle(Store& store, Files& files, Random& random, const std::string& path) {
  REDRESS_TRY_ASSIGN(auto bytes, files.read(path, kBundle_bytes));
  REDRESS_TRY_ASSIGN(auto bundle, wire::decode_enrol_bundle(bytes));
  auto identity = DeviceIdentity::from_bundle(bundle.incarnation, bundle.signing_seed, bundle.box_secret, random);
  REDRESS_TRY_ASSIGN(auto answer, wire::decode_enrol_answer(bundle.answer, identity.box, std::nullopt));
  if (answer.incarnation != bundle.incarnation) return invalid("bundle: its answer is for another device");
  if (store.identity().incarnation != bundle.incarnation) REDRESS_TRY(store.adopt_identity(identity));
  wipe(bundle.signing_seed.data(), bundle.signing_seed.size());
  wipe(bundle.box_secret.data(), bundle.box_secret.size());
  wipe(bytes);
  return keep(store, without_slash(bundle.url), answer, bundle.answer);
}

Result<std::optional<Provision>> provision(Store& store) {
  REDRESS_TRY_ASSIGN(auto document, store.document(kProvision));
  if (!document) return std::optional<Provision>();
  auto answer = wire::decode_enrol_answer(document->bytes, store.identity().box, std::nullopt);
  const bool other_key = !answer.ok() && answer.error().code == Errc::unauthorised;
  if (other_key || (answer.ok() && answer->incarnation != store.identity().incarnation))
    return std::optional<Provision>();
  if (!answer.ok()) return answer.error();
  REDRESS_TRY_ASSIGN(auto url, store.setting(kUrl));
  return std::optional(Provision{url.value_or(""), std::move(*answer)});
}

}  // namespace redress
