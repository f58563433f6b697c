#include "kiosk/app/engine.h"

#include "core/policy/documents.h"
#include "sync/wire/document.h"

namespace redress {

namespace {

constexpr int kCounter_cache_kib = 32 * 1024;  // the rows of a large mall's open cases

// The system's table of the mall's zone when it is there; the site's own rule otherwise.
void use_system_zone(Site& site, Files& files) {
  auto bytes = files.read("/usr/share/zoneinfo/" + site.time_zone, 256 * 1024);
  if (!bytes.ok()) return;
  if (auto zone = Zone::parse_tzif(*bytes); zone.ok()) site.zone = std::move(*zone);
}

// Policy and site came with the enrolment; without head office's signature their bytes are not what they
// were. (With it they may only be too new for this program.)
bool documents_damaged(Engine& engine, const Status& read) {
  if (!read.ok())
    return read.error().code != Errc::io && read.error().code != Errc::full &&
           read.error().code != Errc::busy;
  if (!engine.provision() || engine.provisioned()) return false;
  for (auto kind : {"policy", "site"}) {
    auto stored = engine.store().document(kind);
    if (!stored.ok() || !*stored ||
        !wire::decode_document((*stored)->bytes, engine.provision()->head_office).ok())
      return true;
  }
  return false;
}

}  // namespace

Engine::~Engine() = default;

Result<std::unique_ptr<Engine>> Engine::open(Machine& machine, const std::string& folder) {
  std::unique_ptr<Engine> engine(new Engine(machine, folder));
  StoreOptions options;
  options.folder = folder;
  options.reserve_bytes = static_cast<std::uint64_t>(machine.config.reserve_mb) << 20;
  REDRESS_TRY_ASSIGN(engine->store_, Store::open(options, machine.clock, machine.random));
  auto read = engine->reload_documents();
  // A damaged page of the documents must not keep complaints out: rows are saved, and the copies that stand
  // as files replace what rotted.
  if (documents_damaged(*engine, read)) {
    REDRESS_TRY_ASSIGN([[maybe_unused]] auto salvaged, engine->store_->recover());
    read = engine->reload_documents();
  }
  if (!read.ok()) return read.error();
  return engine;
}

Status Engine::mend() {
  Status checked = store_->quick_check();
  if (!checked.ok()) {
    if (checked.error().code != Errc::corrupt) return checked;
    REDRESS_TRY_ASSIGN([[maybe_unused]] auto salvaged, store_->recover());
  }
  return reload_documents();
}

DeviceRole Engine::role() const {
  if (!provision_) return DeviceRole::kiosk;
  return kDeviceRoles.find(provision_->role).value_or(DeviceRole::kiosk);
}

Status Engine::reload_documents() {
  documents_due_ = true;
  REDRESS_TRY(read_documents());
  documents_due_ = false;
  return {};
}

Status Engine::read_documents() {
  REDRESS_TRY_ASSIGN(auto row, store_->document("provision"));
  const auto& box = store_->identity().box;
  provision_.reset();
  recipients_.clear();
  if (!row) return {};
  auto answer = wire::decode_enrol_answer(row->bytes, box, std::nullopt);
  // Whole, but of a key that was lost since: not damage, this device is simply not enrolled any more.
  if (!answer.ok() && answer.error().code == Errc::unauthorised) return {};
  if (!answer.ok()) return answer.error();
  provision_ = std::move(*answer);
  device_name_ = provision_->name;
  if (role() != DeviceRole::kiosk) REDRESS_TRY(store_->use_cache(kCounter_cache_kib));
  recipients_ = provision_->recipients;
  auto opened = [&](std::string_view kind) -> Result<wire::Document> {
    REDRESS_TRY_ASSIGN(auto stored, store_->document(kind));
    if (!stored) return Error{Errc::not_found, std::string(kind) + " document is not here yet"};
    REDRESS_TRY_ASSIGN(auto document, wire::decode_document(stored->bytes, provision_->head_office));
    REDRESS_TRY_ASSIGN(document.content, wire::open_document_content(document, box));
    return document;
  };
  // The last good version stays in use when a new one does not fit this program.
  if (auto document = opened("policy"); document.ok())
    if (auto policy = policy_of(document->content); policy.ok()) {
      policy_ = std::make_shared<const Policy>(std::move(*policy));
      (void)store_->use_confirm_days(policy_->confirm_days).ok();  // a full disk must not keep the device shut: next time
      if (auto wording = wording_of(document->content); wording.ok())
        wording_ = std::make_shared<const Wording>(std::move(*wording));
    }
  if (auto document = opened("site"); document.ok())
    if (auto site = site_of(document->content); site.ok()) {
      use_system_zone(*site, machine_.files);
      site_ = std::make_shared<const Site>(std::move(*site));
    }
  absences_.clear();
  if (auto staff = opened("staff"); staff.ok())
    for (const auto& member : staff->content["staff"].items())
      if (auto away = read_absence(member["away"])) absences_[std::string(member["staff"].string())] = *away;
  prepared_ = {};  // it may be for other recipients
  board_.forget();
  persons_.clear();
  nobodys_.clear();
  strangers_.clear();
  groups_.clear();
  mall_keys_.clear();
  if (auto document = opened("mall_key"); document.ok()) take_mall_keys(*document);
  return {};
}

void Engine::take_mall_keys(const wire::Document& document) {
  for (const auto& key : document.content["keys"].items())
    if (auto secret = array_from_base64url<32>(key["secret"].string()))
      mall_keys_.push_back(BoxKeyPair::from_secret(*secret));
  auto newest = array_from_base64url<32>(document.content["public"].string());
  if (!newest && !mall_keys_.empty()) newest = mall_keys_.back().public_key;
  // An enrolment since then told a newer one.
  const bool outdated = document.version < provision_->mall_key_epoch;
  if (newest && !outdated && !recipients_.empty()) recipients_[0] = *newest;
}

void Engine::prepare_seal() {
  if (prepared_.valid() || recipients_.empty()) return;
  // The random values are drawn here: their source belongs to this thread.
  prepared_ = std::async([recipients = recipients_, secrets = SealSecrets::draw(machine_.random)] {
    return std::make_unique<PreparedSeal>(recipients, secrets);
  });
}

Result<Json> Engine::open_sealed_json(CaseCode code, const Uuid& event) {
  REDRESS_TRY_ASSIGN(auto sealed, store_->sealed_part(event));
  if (!sealed) return Error{Errc::not_found, "the sealed part is not here"};
  for (auto key = mall_keys_.rbegin(); key != mall_keys_.rend(); ++key) {
    auto plain = open_sealed(*sealed, {code.number, event}, SealSlot::mall, *key);
    if (plain.ok()) return parse_json(as_text(*plain), {256 * 1024, 8});
  }
  return Error{Errc::unauthorised, "this device has no key for the sealed part"};
}

}  // namespace redress
