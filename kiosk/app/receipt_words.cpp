#include "kiosk/app/receipt_words.h"

#include <cstdio>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/catalogue.h"
#include "core/text/dates.h"

namespace redress {

namespace {

std::string minutes_words(int minutes) {
  char text[16];
  std::snprintf(text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
  return text;
}

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
      c_.terminal = say("rcpt.terminal"_msg, {{"terminal", terminal}});
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

ReceiptContent receipt_words(const Policy& policy, const Site& site, const CaseState& state, Language language, const std::string& terminal) {
  return ReceiptWriter(policy, site, state, language).write(terminal);
}

ReceiptDuplicate duplicate_words(const Site& site, Language language, int copy, Instant now) {
  const auto& words = Catalogue::of(language);
  return {words.text("rcpt.copy.both"_msg, {{"n", copy}}), words.text("rcpt.copy.time"_msg, {{"t", full_day_time_words(words, site.zone.local(now))}})};
}

}  // namespace redress
