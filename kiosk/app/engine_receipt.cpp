#include <cstdio>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "core/text/catalogue.h"
#include "kiosk/app/engine.h"
#include "kiosk/receipt/receipt.h"
#include "kiosk/receipt/test_page.h"

namespace redress {

namespace {

std::string minutes_words(int minutes) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
  return text;
}

// Fills the words of one receipt from a case; everything that can differ by language, type or policy is here.
class ReceiptWriter {
 public:
  ReceiptWriter(const Policy& policy, const Site& site, const CaseState& state, Language language)
      : policy_(policy), site_(site), state_(state), language_(language), words_(Catalogue::of(language)) {
    c_.language = language_code(language);
  }

  ReceiptContent write(const std::string& terminal) {
    heading(terminal);
    code();
    dates();
    facts();
    service();
    return std::move(c_);
  }

  void duplicate(int copy, Instant now) {
    c_.duplicate = ReceiptDuplicate{say("rcpt.copy.both"_msg, {{"n", copy}}),
                                    say("rcpt.copy.time"_msg, {{"t", full_day_time_words(words_, site_.zone.local(now))}})};
  }

 private:
  std::string say(MessageKey key, const TextArgs& args = {}) const { return words_.text(key, args); }
  std::string type() const { return std::string(state_.intake["contact_type"].string("complaint")); }
  bool complaint() const { return type() == "complaint"; }

  void heading(const std::string& terminal) {
    c_.mall = site_.names.in(language_);
    c_.title = words_.text_of("rcpt.title", type());
    if (state_.clock_trusted)
      c_.issued = say("rcpt.when"_msg, {{"t", full_day_time_words(words_, site_.zone.local(state_.submitted_at))}, {"terminal", terminal}});
    else
      c_.terminal = terminal;
  }

  void code() {
    c_.code_label = say("rcpt.code.both"_msg);
    c_.code = to_grouped(state_.code);
    c_.qr_text = tracking_address(site_.public_url, state_.code);
    c_.scan_title = say("rcpt.scan.title"_msg);
    c_.scan_lines = {say("rcpt.scan.1"_msg), say("rcpt.scan.2"_msg), say("rcpt.scan.3"_msg)};
    c_.scan_short = say("rcpt.scan.short"_msg);
  }

  // Absolute dates; only without a trusted clock "within 24 hours of registration" (decision 9).
  void dates() {
    c_.dates_title = say(complaint() ? "rcpt.due.both"_msg : "rcpt.due.enquiry.both"_msg);
    const Json& promised = state_.intake["promised"];
    if (!promised["first_answer"].is_int()) {
      auto row = policy_.contact_type(type());
      auto limit = row ? policy_.clock_row(*row, row->levels ? kMildestLevel : kNoLevel).first_answer : Duration{24, TimeUnit::calendar_hours};
      auto key = limit.unit == TimeUnit::working_days ? "rcpt.due.untrusted.days"_msg : "rcpt.due.untrusted"_msg;
      c_.dates = {{say("rcpt.first.both"_msg), say(key, {{"n", limit.amount}})}};
      return;
    }
    auto before = [&](const Json& at) { return promised_before_words(words_, site_.zone.local(Instant{at.integer()})); };
    c_.dates.push_back({say("rcpt.first.both"_msg), before(promised["first_answer"])});
    if (complaint() && promised["resolve"].is_int()) c_.dates.push_back({say("rcpt.result.both"_msg), before(promised["resolve"])});
  }

  void facts() {
    c_.facts.push_back({say("rcpt.category"_msg), subject_words(policy_, state_.category, state_.subcategory, language_)});
    auto place = state_.intake["place"].string();
    if (!place.empty()) c_.facts.push_back({say("rcpt.place"_msg), place_words(site_, place, language_)});
  }

  void service() {
    c_.next_title = say("rcpt.next"_msg);
    c_.next_steps = {say("rcpt.next.1"_msg), say("rcpt.next.2"_msg), say("rcpt.next.3"_msg)};
    c_.dispute = say("rcpt.dispute"_msg, {{"n", policy_.reopen_days}});
    c_.phone_label = say("rcpt.phone.hours"_msg, {{"from", minutes_words(site_.phone_hours.from_minute)}, {"to", minutes_words(site_.phone_hours.to_minute)}});
    c_.phone = site_.phone;
    bool anonymous = state_.intake["anonymous"].boolean() || !state_.intake.has("consent");
    c_.privacy = say(anonymous ? "rcpt.privacy.anon"_msg : "rcpt.privacy"_msg);
    c_.saved = say("rcpt.saved"_msg);
    c_.policy = say("rcpt.policy"_msg, {{"version", std::string(state_.intake["policy"].string())}});
  }

  const Policy& policy_;
  const Site& site_;
  const CaseState& state_;
  Language language_;
  const Catalogue& words_;
  ReceiptContent c_;
};

}  // namespace

Result<ReceiptContent> Engine::receipt(CaseCode code, const std::string& language, int copy) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  REDRESS_TRY_ASSIGN(auto state, state_of(code));
  if (!state.known) return Error{Errc::not_found, to_grouped(code) + " is not known on this device"};
  auto wanted = language.empty() ? state.intake["language"].string() : std::string_view(language);
  ReceiptWriter writer(*policy_, *site_, state, find_language(wanted).value_or(Language::zh_hans));
  if (copy > 1) writer.duplicate(copy, store_->stamp().at);
  auto content = writer.write(device_name_);
  if (!machine_.config.receipt_shows_place) content.facts.clear();
  return content;
}

TestPageContent Engine::test_page() const {
  const auto& words = Catalogue::of(Language::zh_hans);
  TestPageContent page;
  page.title = words.text("tech.test.page"_msg) + " TEST";
  page.place = site_ ? site_->names.in(Language::zh_hans) + "  " + device_name_ : device_name_;
  page.time = site_ ? full_day_time_words(words, site_->zone.local(machine_.clock.wall())) : std::string();
  // Rare characters of names and the pairs that people misread.
  page.samples = {"简体：投诉、建议、咨询、求助", "繁體：投訴、建議、諮詢、求助", "English: complaints, ideas, questions", "生僻字：龘 犇 骉 㙍 𠮷 䶮", "0O 1lI 8B 5S 2Z"};
  page.qr_text = tracking_address(site_ ? site_->public_url : "HTTPS://TEST.EXAMPLE", CaseCode{0});
  page.density_words = words.text("tech.test.look"_msg);
  page.edge_words = words.text("tech.test.look.cut"_msg);
  page.cut_words = words.text("tech.test.cut"_msg);
  return page;
}

}  // namespace redress
