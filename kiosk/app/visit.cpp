#include "kiosk/app/visit.h"

#include "core/base/secret.h"

namespace redress {

namespace {

void set_text(Json& object, const char* key, const ui::SecretText& text) {
  if (!text.empty()) object.set(key, text.view());
}

void set_answer(Json& object, const char* key, Answer3 answer) {
  if (answer != Answer3::none) object.set(key, answer == Answer3::yes);
}

Json impact_of(const Visit& visit) {
  Json impact = Json::object();
  set_answer(impact, "injured", visit.injured);
  if (visit.money == Answer3::no) impact.set("loss_fen", 0);
  if (visit.money == Answer3::yes && visit.loss_fen) impact.set("loss_fen", *visit.loss_fen);
  if (!visit.earlier_case.empty()) impact.set("earlier_case", visit.earlier_case);
  set_answer(impact, "promise_broken", visit.promise);
  set_answer(impact, "media_or_court", visit.media);
  return impact;
}

Json contact_of(const Visit& visit) {
  Json contact = Json::object();
  set_text(contact, "name", visit.name);
  set_text(contact, "phone", visit.phone);
  set_text(contact, "email", visit.email);
  set_text(contact, "address", visit.address);
  return contact;
}

}  // namespace

Intake Visit::intake(const std::string& language, const std::string& consent_text, const std::string& consent_version) const {
  Intake intake;
  Json& clear = intake.clear;
  clear.set("contact_type", contact_type);
  clear.set("category", category);
  if (!subcategory.empty()) clear.set("subcategory", subcategory);
  if (!place.empty()) clear.set("place", place);
  if (!outcomes.empty()) {
    Json list = Json::array();
    for (const auto& outcome : outcomes) list.push(outcome);
    clear.set("outcomes", std::move(list));
  }
  clear.set("language", language);
  if (contact == ContactChoice::anonymous) clear.set("anonymous", true);
  if (!date.empty()) {
    Json occurred = Json::object().set("date", date);
    if (!day_part.empty()) occurred.set("part", day_part);
    clear.set("occurred", std::move(occurred));
  }
  if (auto impact = impact_of(*this); !impact.members().empty()) clear.set("impact", std::move(impact));
  set_text(intake.sealed, "text", story);
  set_text(intake.sealed, "outcome_text", outcome_text);
  set_text(intake.sealed, "product", product);
  if (contact == ContactChoice::phone) {
    intake.sealed.set("contact", contact_of(*this));
    clear.set("consent", Json::object().set("text", consent_text).set("version", consent_version));
  }
  return intake;
}

void Visit::drop_complaint_answers() {
  for (auto* word : {&subcategory, &date, &day_part, &earlier_case}) word->clear();
  for (auto* answer : {&money, &before, &promise, &media}) *answer = Answer3::none;
  loss_fen.reset();
  outcomes.clear();
  for (auto* text : {&product, &outcome_text}) text->wipe();
}

void Visit::wipe() {
  for (auto* text : {&product, &story, &outcome_text, &phone, &name, &email, &address}) text->wipe();
}

}  // namespace redress
