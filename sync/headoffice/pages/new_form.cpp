#include "sync/headoffice/pages/new_form.h"

#include <algorithm>
#include <charconv>

#include "sync/headoffice/pages/frame.h"

namespace redress::headoffice {

namespace {

void add_card(Html& html, Markup id, std::string_view title) {
  html << "<section class=\"card\" aria-labelledby=\""_html << id << "\"><h2 id=\""_html << id << "\">"_html
       << title << "</h2>"_html;
}

void begin_select(Html& html, Markup name, std::string_view label) {
  html << "<p><label for=\""_html << name << "\">"_html << label << "</label><select class=\"in\" id=\""_html
       << name << "\" name=\""_html << name << "\">"_html;
}

void add_line(Html& html, const NewForm& form, std::string_view name, std::string_view label,
              Markup attributes) {
  html << "<p><label for=\""_html << name << "\">"_html << label << "</label><input class=\"in\" id=\""_html
       << name << "\" name=\""_html << name << "\" value=\""_html << form.typed[name] << "\" "_html
       << attributes << "></p>"_html;
}

void add_pick(Html& html, const NewForm& form, Markup type, std::string_view name, std::string_view value,
              std::string_view label) {
  const auto chosen = form.typed.every(name);
  html << "<label class=\"pick\"><input type=\""_html << type << "\" name=\""_html << name << "\" value=\""_html
       << value << "\""_html
       << (std::find(chosen.begin(), chosen.end(), value) != chosen.end() ? " checked"_html : ""_html)
       << ">"_html << label << "</label>"_html;
}

bool asks(const Policy& policy, std::string_view question) {
  const auto& asked = policy.impact_questions;
  return std::find(asked.begin(), asked.end(), question) != asked.end();
}

std::string product_field(std::string_view category) {
  return "product." + std::string(category);
}

// "facilities" or "facilities.lift", as triggers name them too.
std::string_view category_of(std::string_view chosen) {
  return chosen.substr(0, chosen.find('.'));
}

std::string_view subcategory_of(std::string_view chosen) {
  const auto dot = chosen.find('.');
  return dot == std::string_view::npos ? std::string_view() : chosen.substr(dot + 1);
}

void add_category(Html& html, const NewForm& form, const Category& category) {
  const auto& words = form.words;
  const auto language = words.language();
  const bool chosen = category_of(form.typed["category"]) == category.code;
  html << "<details"_html << (chosen ? " open"_html : ""_html) << "><summary><b>"_html
       << category.labels.in(language) << "</b> <span class=\"soft\">"_html << category.example.in(language)
       << "</span></summary>"_html;
  for (const auto& kind : category.subcategories)
    add_pick(html, form, "radio"_html, "category", category.code + "." + kind.code, kind.labels.in(language));
  add_pick(html, form, "radio"_html, "category", category.code, words("new.kind.unsure"_msg));
  if (const auto product = product_field(category.code); asks(words.rules()->policy, product))
    add_line(html, form, product, words("new.product"_msg), "maxlength=\"120\""_html);
  html << "</details>"_html;
}

void add_categories(Html& html, const NewForm& form) {
  const auto& words = form.words;
  const auto& policy = words.rules()->policy;
  html << "<fieldset class=\"card kinds\"><legend>"_html << words("new.category"_msg) << "</legend>"_html;
  for (const auto& group : policy.groups) {
    html << "<h3>"_html << group.labels.in(words.language()) << "</h3>"_html;
    for (const auto& category : policy.categories)
      if (category.group == group.code) add_category(html, form, category);
  }
  html << "</fieldset>"_html;
}

void add_where(Html& html, const NewForm& form) {
  const auto& words = form.words;
  begin_select(html, "place"_html, words("office.cases.col.place"_msg));
  add_option(html, "", words("nav.not_selected"_msg), form.typed["place"].empty());
  for (const auto& place : words.rules()->site.places)
    if (!place.closed) add_option(html, place.id, words.place(place.id), form.typed["place"] == place.id);
  html << "</select></p>"_html;
  add_line(html, form, "date", words("new.date"_msg), "type=\"date\""_html);
}

void add_what(Html& html, const NewForm& form) {
  const auto& words = form.words;
  add_card(html, "what"_html, words("new.what"_msg));
  begin_select(html, "contact_type"_html, words("new.type"_msg));
  for (const auto& type : words.rules()->policy.contact_types)
    if (type.enabled && type.code != "help")
      add_option(html, type.code, words.word("contact_type", type.code),
                 form.typed["contact_type"] == type.code);
  html << "</select></p>"_html;
  add_where(html, form);
  html << "</section>"_html;
  add_categories(html, form);
}

std::string band_words(const PageWords& words, std::size_t band) {
  const auto& lower = words.rules()->policy.loss_bands_fen;
  const auto yuan = [&](std::size_t at) { return std::to_string(lower[at] / 100); };
  if (band + 1 == lower.size()) return words("loss.over"_msg, {{"n", yuan(band)}});
  if (lower[band] == 0) return words("loss.under"_msg, {{"n", yuan(band + 1)}});
  return words("loss.between"_msg, {{"n", yuan(band)}, {"m", yuan(band + 1)}});
}

void add_loss(Html& html, const NewForm& form) {
  const auto& words = form.words;
  const auto& lower = words.rules()->policy.loss_bands_fen;
  begin_select(html, "loss"_html, words("new.loss"_msg));
  add_option(html, "", words("nav.not_selected"_msg), form.typed["loss"].empty());
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const auto fen = std::to_string(lower[i]);
    add_option(html, fen, band_words(words, i), form.typed["loss"] == fen);
  }
  add_option(html, "unknown", words("loss.unknown"_msg), form.typed["loss"] == "unknown");
  html << "</select></p>"_html;
}

// In the policy's order, ticks in one run; what it does not ask is not there.
void add_questions(Html& html, const NewForm& form) {
  const auto& words = form.words;
  const auto& policy = words.rules()->policy;
  add_card(html, "questions"_html, words("impact.q"_msg));
  html << "<p class=\"soft\">"_html << words("impact.hint"_msg) << "</p>"_html;
  const std::pair<std::string_view, std::string> ticks[] = {{"injured", words("impact.injury"_msg)},
                                                            {"promise_broken", words("impact.promise"_msg)},
                                                            {"media_or_court", words("impact.public"_msg)}};
  for (const auto& [name, label] : ticks)
    if (asks(policy, name)) add_pick(html, form, "checkbox"_html, name, "yes", label);
  if (asks(policy, "loss")) add_loss(html, form);
  if (asks(policy, "earlier_case"))
    add_line(html, form, "earlier_case", words("new.earlier"_msg), "maxlength=\"20\" autocapitalize=\"characters\" spellcheck=\"false\""_html);
  if (asks(policy, "product"))
    add_line(html, form, "product", words("new.product"_msg), "maxlength=\"120\""_html);
  html << "</section>"_html;
}

void add_story(Html& html, const NewForm& form) {
  const auto& words = form.words;
  add_card(html, "story"_html, words("new.story"_msg));
  html << "<p><label for=\"text\">"_html << words("new.story.hint"_msg, {{"n", kStory_code_points}})
       << "</label><textarea class=\"in ta\" id=\"text\" name=\"text\" rows=\"6\" maxlength=\"2000\">"_html
       << form.typed["text"] << "</textarea></p></section><fieldset class=\"card\"><legend>"_html
       << words("new.outcome"_msg) << "</legend>"_html;
  for (const auto& outcome : words.rules()->policy.outcomes)
    add_pick(html, form, "checkbox"_html, "outcomes", outcome.code, outcome.labels.in(words.language()));
  html << "</fieldset>"_html;
}

void add_contact(Html& html, const NewForm& form) {
  const auto& words = form.words;
  add_card(html, "contact"_html, words("contact.q"_msg));
  html << "<p class=\"soft\">"_html << words("contact.same"_msg) << "</p>"_html;
  add_line(html, form, "name", words("contact.name"_msg), "autocomplete=\"name\" maxlength=\"60\""_html);
  add_line(html, form, "phone", words("contact.number"_msg),
           "type=\"tel\" autocomplete=\"tel\" maxlength=\"24\""_html);
  add_line(html, form, "email", words("contact.email"_msg),
           "type=\"email\" autocomplete=\"email\" maxlength=\"120\""_html);
  add_line(html, form, "address", words("contact.address"_msg), "autocomplete=\"street-address\" maxlength=\"200\""_html);
  add_pick(html, form, "checkbox"_html, "consent", "yes", words("contact.consent"_msg));
  html << "<p class=\"soft\">"_html << consent_text(words.rules()->policy, words.language())
       << "</p></section>"_html;
}

// A number as a number; anything else goes to the parser as it is, which says what is wrong.
Json amount_of(std::string_view typed) {
  std::int64_t fen = 0;
  const auto [end, fault] = std::from_chars(typed.data(), typed.data() + typed.size(), fen);
  if (fault == std::errc() && end == typed.data() + typed.size()) return Json(fen);
  return Json(typed);
}

Json impact_of(const Fields& typed) {
  auto impact = Json::object();
  for (std::string_view key : {"injured", "promise_broken", "media_or_court"})
    if (typed[key] == "yes") impact.set(std::string(key), true);
  // Who does not know how much says no more than at a kiosk: nothing that a rule could count.
  if (const auto loss = typed["loss"]; !loss.empty() && loss != "unknown")
    impact.set("loss_fen", amount_of(loss));
  if (!typed["earlier_case"].empty()) impact.set("earlier_case", typed["earlier_case"]);
  auto product = typed[product_field(category_of(typed["category"]))];
  if (product.empty()) product = typed["product"];
  if (!product.empty()) impact.set("product", product);
  return impact;
}

void put_contact(const PageWords& words, const Fields& typed, Json& intake) {
  auto contact = Json::object();
  for (std::string_view key : {"name", "phone", "email", "address"})
    if (!typed[key].empty()) contact.set(std::string(key), typed[key]);
  if (contact.members().empty()) return;
  intake.set("contact", std::move(contact));
  if (typed["consent"] != "yes" || !words.rules()) return;
  const auto& policy = words.rules()->policy;
  intake.set("consent", Json::object()
                            .set("text", consent_text(policy, words.language()))
                            .set("version", policy.consent_version));
}

}  // namespace

void add_new_fields(Html& html, const NewForm& form) {
  add_what(html, form);
  add_questions(html, form);
  add_story(html, form);
  add_contact(html, form);
}

Json new_intake(const PageWords& words, const Fields& typed) {
  auto intake = Json::object();
  for (std::string_view key : {"contact_type", "place", "text"})
    if (!typed[key].empty()) intake.set(std::string(key), typed[key]);
  const auto category = category_of(typed["category"]), kind = subcategory_of(typed["category"]);
  if (!category.empty()) intake.set("category", category);
  if (!kind.empty()) intake.set("subcategory", kind);
  intake.set("language", language_code(words.language()));
  auto outcomes = Json::array();
  for (auto outcome : typed.every("outcomes")) outcomes.push(outcome);
  if (!outcomes.items().empty()) intake.set("outcomes", std::move(outcomes));
  if (!typed["date"].empty()) intake.set("occurred", Json::object().set("date", typed["date"]));
  if (auto impact = impact_of(typed); !impact.members().empty()) intake.set("impact", std::move(impact));
  put_contact(words, typed, intake);
  return intake;
}

}  // namespace redress::headoffice
