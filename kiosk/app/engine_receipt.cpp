#include "core/policy/site.h"
#include "core/text/dates.h"
#include "core/text/catalogue.h"
#include "kiosk/app/engine.h"
#include "kiosk/app/receipt_words.h"
#include "kiosk/receipt/test_page.h"

namespace redress {

Result<ReceiptContent> Engine::receipt(CaseCode code, const std::string& language, int copy) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  REDRESS_TRY_ASSIGN(auto state, state_of(code));
  if (!state.known) return Error{Errc::not_found, to_grouped(code) + " is not known on this device"};
  auto wanted = language.empty() ? state.intake["language"].string() : std::string_view(language);
  const auto words = find_language(wanted).value_or(Language::zh_hans);
  auto content = receipt_words(*policy_, *site_, state, words, device_name_);
  if (copy > 1) content.duplicate = duplicate_words(*site_, words, copy, store_->now());
  if (!machine_.config.receipt_shows_place) content.facts.clear();
  return content;
}

TestPageContent Engine::test_page() const {
  const auto& words = Catalogue::of(Language::zh_hans);
  TestPageContent page;
  page.title = words.text("tech.test.page"_msg) + " TEST";
  page.place = site_ ? site_->names.in(Language::zh_hans) + "  " + device_name_ : device_name_;
  page.time = site_ ? full_day_time_words(words, site_->zone.local(store_->now())) : std::string();
  // Rare characters of names and the pairs that people misread.
  page.samples = {"简体：投诉、建议、咨询、求助", "繁體：投訴、建議、諮詢、求助", "English: complaints, ideas, questions", "生僻字：龘 犇 骉 㙍 𠮷 䶮", "0O 1lI 8B 5S 2Z"};
  page.qr_text = tracking_address(site_ ? site_->public_url : "HTTPS://TEST.EXAMPLE", CaseCode{0});
  page.density_words = words.text("tech.test.look"_msg);
  page.edge_words = words.text("tech.test.look.cut"_msg);
  page.cut_words = words.text("tech.test.cut"_msg);
  return page;
}

}  // namespace redress
