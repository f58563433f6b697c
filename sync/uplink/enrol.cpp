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
constexpr std::string_view kUnknown = "enrol.unknown";  // the one that head office does not know
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

Result<bool> is_said_of_us(Store& store, std::string_view key) {
  REDRESS_TRY_ASSIGN(auto incarnation, store.setting(key));
  return incarnation && *incarnation == to_text(store.identity().incarnation);
}

Status say_of_us(Store& store, std::string_view key, bool holds) {
  REDRESS_TRY_ASSIGN(const bool before, is_said_of_us(store, key));
  if (before == holds) return {};
  return store.put_setting(key, holds ? to_text(store.identity().incarnation) : "");
}

// For as long as there is no staff list, which comes with approval: who may sign in is head office's word of now.
Status take_technician(Store& store, const wire::EnrolAnswer& answer) {
  REDRESS_TRY_ASSIGN(auto list, store.document(wire::name(wire::DocumentKind::staff)));
  if (list) return {};
  std::vector<StaffRow> staff;
  if (!answer.technician.empty()) {
    staff.push_back({answer.technician, {}, Role::technician, {}, answer.technician_salt,
                     bind_pin(answer.technician_pin, store.identity().secret)});
  }
  return store.replace_staff(staff);
}

// The mall whose things lie in this folder, under whatever name they came (decision 21). Empty: nothing but rules has
// come yet, and nothing was written.
Result<std::string> mall_here(Store& store) {
  REDRESS_TRY_ASSIGN(auto head, store.head());
  REDRESS_TRY_ASSIGN(auto cases, store.count_cases({}));
  REDRESS_TRY_ASSIGN(auto mall_key, store.document(wire::name(wire::DocumentKind::mall_key)));
  if (head.seq == 0 && cases == 0 && !mall_key) return std::string();
  return mall_of(store, wire::DocumentKind::policy);
}

Error other_mall(const std::string& here, const std::string& there) {
  return {Errc::refused, "this data folder belongs to mall " + here + " and the code is of " + there +
                             ": use an empty data folder; nothing was changed here"};
}

// Another head office than before would leave our events nowhere; another mall must see nothing of this one.
Status same_house(Store& store, const wire::EnrolAnswer& answer) {
  REDRESS_TRY_ASSIGN(auto mall, mall_here(store));
  if (!mall.empty() && mall != answer.mall) return other_mall(mall, answer.mall);
  auto before = provision(store);
  if (!before.ok() || !*before || (*before)->answer.head_office == answer.head_office) return {};
  REDRESS_TRY_ASSIGN(auto head, store.head());
  if (head.seq == 0) return {};
  return Error{Errc::refused, "this device belongs to another head office and holds its events; use an empty data folder"};
}

// What was sealed for a counter is not for a kiosk, and a kiosk's is too little for a counter: both come anew.
Status forget_other_role(Store& store, const wire::EnrolAnswer& answer) {
  REDRESS_TRY_ASSIGN(auto before, store.document(kProvision));
  if (!before) return {};
  const auto known = wire::decode_enrol_answer(before->bytes, store.identity().box, std::nullopt);
  if (known.ok() && known->role == answer.role) return {};
  REDRESS_TRY(store.forget_document(wire::name(wire::DocumentKind::staff)));
  return store.forget_document(wire::name(wire::DocumentKind::mall_key));
}

Result<EnrolOutcome> keep(Store& store, const std::string& url, const wire::EnrolAnswer& answer, const Bytes& bytes) {
  if (answer.incarnation != store.identity().incarnation)
    return Error{Errc::unauthorised, "the answer is for another device"};
  EnrolOutcome outcome{answer.status, answer.reason};
  if (answer.status == wire::EnrolStatus::rejected) {
    if (outcome.reason == wire::kRejected_revoked) REDRESS_TRY(say_of_us(store, kRevoked, true));
    return outcome;
  }
  REDRESS_TRY(same_house(store, answer));
  REDRESS_TRY(forget_other_role(store, answer));
  LinkTarget target{url, answer.head_office, answer.mall};
  auto checked = check_documents(store, target, answer.documents);
  REDRESS_TRY(take_staff(store, target, checked.documents));
  for (const auto& document : checked.documents) REDRESS_TRY(store.put_document(document));
  REDRESS_TRY(take_technician(store, answer));
  if (!url.empty()) REDRESS_TRY(store.put_setting(kUrl, url));
  REDRESS_TRY_ASSIGN(auto before, store.document(kProvision));
  // Last, so that a provisioned device has all of it.
  REDRESS_TRY(store.put_document({std::string(kProvision), before ? before->version + 1 : 1, bytes}));
  REDRESS_TRY(say_of_us(store, kUnknown, false));
  REDRESS_TRY_ASSIGN(auto state, store.sync_state());
  if (state.epoch.is_nil()) REDRESS_TRY(store.begin_epoch(answer.epoch));
  return outcome;
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

struct Asking {
  Store& store;
  Network& network;
  Clock& clock;
  const std::string& url;
  const wire::EnrolCode& code;
};

struct Answered {
  wire::EnrolAnswer answer;
  Bytes bytes;  // it, as it came
  bool is_revoked() const {
    return answer.status == wire::EnrolStatus::rejected && answer.reason == wire::kRejected_revoked;
  }
};

// Changes nothing here, and nothing there if the code is of another mall than what lies here.
Result<Answered> ask_as(const Asking& asking, const DeviceIdentity& identity) {
  REDRESS_TRY_ASSIGN(auto mall, mall_here(asking.store));
  wire::EnrolRequest request{asking.code.secret,         identity.incarnation, identity.signing.public_key(),
                             identity.box.public_key, asking.clock.wall(),  mall};
  LinkTarget target;
  target.url = asking.url;
  auto body = wire::encode_enrol_request(request, identity.signing);
  REDRESS_TRY_ASSIGN(auto answer, asking.network.exchange(
                                      make_request(target, wire::kPath_enrol, std::move(body), kEnrol_timeout_ms)));
  if (answer.status != 200) return enrol_error(answer);
  auto decoded = wire::decode_enrol_answer(answer.body, identity.box, asking.code);
  if (!decoded.ok()) {
    if (decoded.error().code == Errc::unauthorised) return decoded.error();
    return Error{Errc::unavailable, "this address does not answer like head office"};
  }
  const bool elsewhere = decoded->status == wire::EnrolStatus::rejected && decoded->reason == wire::kRejected_other_mall;
  if (elsewhere) return other_mall(mall, decoded->mall);
  return Answered{std::move(*decoded), std::move(answer.body)};
}

Result<EnrolOutcome> take(const Asking& asking, const Answered& answered) {
  auto& [store, network, clock, url, code] = asking;
  REDRESS_TRY_ASSIGN(auto outcome, keep(store, url, answered.answer, answered.bytes));
  if (outcome.status == wire::EnrolStatus::approved)
    first_look(store, network, clock, {url, answered.answer.head_office, answered.answer.mall});
  // Kept for asking again; the secret in it is of no use once it is bound to our key.
  REDRESS_TRY(store.put_setting(kCode, outcome.status == wire::EnrolStatus::waiting ? wire::to_text(code) : ""));
  return outcome;
}

// Under another name, since this one is forked or revoked for ever. It is left only when head office has answered to the
// next one: until then the device goes on as it was.
Result<EnrolOutcome> begin_anew(const Asking& asking, bool revoked) {
  auto& store = asking.store;
  if (revoked) REDRESS_TRY(say_of_us(store, kRevoked, true));
  REDRESS_TRY_ASSIGN(auto next, store.next_identity());
  REDRESS_TRY_ASSIGN(auto answered, ask_as(asking, next));
  REDRESS_TRY(same_house(store, answered.answer));
  REDRESS_TRY(revoked ? store.leave_revoked() : store.leave_fork());
  return take(asking, answered);
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

}  // namespace

Result<EnrolOutcome> enrol(Store& store, Network& network, Clock& clock, const std::string& url, const std::string& code) {
  REDRESS_TRY_ASSIGN(auto parsed, wire::parse_enrol_code(code));
  REDRESS_TRY_ASSIGN(auto address, checked_address(url));
  REDRESS_TRY(not_in_service(store, network, clock, address));
  REDRESS_TRY_ASSIGN(auto queue, store.queue_state());
  const Asking asking{store, network, clock, address, parsed};
  if (queue.forked) return begin_anew(asking, false);
  REDRESS_TRY_ASSIGN(auto answered, ask_as(asking, store.identity()));
  return answered.is_revoked() ? begin_anew(asking, true) : take(asking, answered);
}

Result<EnrolOutcome> ask_enrolment_again(Store& store, Network& network, Clock& clock) {
  REDRESS_TRY_ASSIGN(auto code, store.setting(kCode));
  REDRESS_TRY_ASSIGN(auto url, store.setting(kUrl));
  if (code && !code->empty() && url) {
    REDRESS_TRY_ASSIGN(auto parsed, wire::parse_enrol_code(*code));
    const Asking asking{store, network, clock, *url, parsed};
    REDRESS_TRY_ASSIGN(auto answered, ask_as(asking, store.identity()));
    return take(asking, answered);
  }
  REDRESS_TRY_ASSIGN(auto known, provision(store));
  if (!known) return Error{Errc::not_found, "this device was never enrolled"};
  return EnrolOutcome{known->answer.status, known->answer.reason};
}

Result<Standing> standing(Store& store) {
  REDRESS_TRY_ASSIGN(auto known, provision(store));
  if (!known) return Standing::not_enrolled;
  REDRESS_TRY_ASSIGN(const bool unknown, is_said_of_us(store, kUnknown));
  if (unknown) return Standing::unknown;
  REDRESS_TRY_ASSIGN(const bool revoked, is_said_of_us(store, kRevoked));
  if (revoked) return Standing::revoked;
  return known->answer.status == wire::EnrolStatus::approved ? Standing::approved : Standing::waiting;
}

Status note_answer(Store& store, Trouble trouble) {
  if (trouble != Trouble::none && trouble != Trouble::waiting && trouble != Trouble::unknown) return {};
  REDRESS_TRY(say_of_us(store, kUnknown, trouble == Trouble::unknown));
  if (trouble == Trouble::none) return say_of_us(store, kRevoked, false);
  REDRESS_TRY_ASSIGN(const auto now, standing(store));
  return trouble == Trouble::waiting && now == Standing::approved ? say_of_us(store, kRevoked, true) : Status();
}

Result<EnrolOutcome> init_from_bundle(Store& store, Files& files, Random& random, const std::string& path) {
  REDRESS_TRY_ASSIGN(auto bytes, files.read(path, kBundle_bytes));
  REDRESS_TRY_ASSIGN(auto bundle, wire::decode_enrol_bundle(bytes));
  auto identity = DeviceIdentity::from_bundle(bundle.incarnation, bundle.signing_seed, bundle.box_secret, random);
  REDRESS_TRY_ASSIGN(auto answer, wire::decode_enrol_answer(bundle.answer, identity.box, std::nullopt));
  if (answer.incarnation != bundle.incarnation) return invalid("bundle: its answer is for another device");
  REDRESS_TRY(same_house(store, answer));
  if (store.identity().incarnation != bundle.incarnation) REDRESS_TRY(store.adopt_identity(identity));
  wipe(bundle.signing_seed.data(), bundle.signing_seed.size());
  wipe(bundle.box_secret.data(), bundle.box_secret.size());
  wipe(bytes);
  REDRESS_TRY_ASSIGN(auto outcome, keep(store, without_slash(bundle.url), answer, bundle.answer));
  const auto used = wire::encode_used_bundle(fingerprint(store.identity().signing.public_key()));
  if (auto marked = files.write_whole(path, used); !marked.ok())
    return Error{marked.error().code, "this device is enrolled, but " + path + " cannot be marked as used (" +
                                          marked.error().what + "): destroy it, a second device must not take it"};
  return outcome;
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
