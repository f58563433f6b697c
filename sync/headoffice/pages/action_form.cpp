#include "sync/headoffice/pages/action_form.h"

#include <charconv>

namespace redress::headoffice {

namespace {

// Words of a list are texts of an area; several lists are called "reason".
std::string area_of(const ActionRule& rule, std::string_view key) {
  if (key == "reason") return std::string(rule.name) + "_reason";
  if (key == "cause_class") return "cause";
  if (key == "remedies") return "remedy";
  if (key == "scope") return "erase_scope";
  return std::string(key);
}

std::optional<std::int64_t> integer_of(std::string_view text) {
  std::int64_t number = 0;
  auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// Yuan with up to two decimals as fen.
std::optional<std::int64_t> fen_of(std::string_view text) {
  auto dot = text.find('.');
  auto yuan = integer_of(text.substr(0, dot));
  if (!yuan || *yuan < 0 || *yuan > 10'000'000'000) return std::nullopt;
  if (dot == std::string_view::npos) return *yuan * 100;
  auto digits = std::string(text.substr(dot + 1));
  if (digits.empty() || digits.size() > 2) return std::nullopt;
  auto fen = integer_of(digits.size() == 1 ? digits + "0" : digits);
  if (!fen || *fen < 0) return std::nullopt;
  return *yuan * 100 + *fen;
}

// 2026-04-12T09:30 of the mall's clock.
std::optional<Instant> instant_of(const PageWords& words, std::string_view text) {
  auto date = parse_date(text.substr(0, 10));
  if (!date || text.size() < 16 || text[10] != 'T') return std::nullopt;
  auto minutes = parse_clock_minutes(text.substr(11, 5));
  if (!minutes || *minutes >= 1440) return std::nullopt;
  return words.utc({*date, *minutes / 60, *minutes % 60, 0});
}

class FieldsOfForm {
 public:
  FieldsOfForm(Html& html, const PageWords& words, const ActionRule& rule, const Fields* typed, const AssignOffer& offer)
      : html_(html), words_(words), rule_(rule), typed_(typed), offer_(offer) {}

  void add(const Field& field) {
    switch (field.type) {
      case FieldType::text: return area(field);
      case FieldType::word: return choice(field);
      case FieldType::words: return boxes(field, area_of(rule_, field.key));
      case FieldType::names: return field.key == "departments" ? departments(field) : void();  // silences: all that hold
      case FieldType::name: return name(field);
      case FieldType::flag: return field.key == "remind" ? void() : flag(field);  // remind: a case without a page
      case FieldType::integer: return number(field);
      case FieldType::staff: return assignee(field);
      case FieldType::date: return line(field, "date"_html);
      case FieldType::instant: return line(field, "datetime-local"_html);
      case FieldType::event_ids: case FieldType::event_id: return;  // the conflict's own form
      default: return line(field, "text"_html);
    }
  }

 private:
  std::string_view typed(std::string_view key) const { return typed_ ? (*typed_)[key] : std::string_view(); }
  void id(const Field& field) { html_ << rule_.name << "-"_html << field.key; }
  std::string label_text(const Field& field) const { return words_.text().text_of("office.field", field.key); }
  void label(const Field& field) {
    html_ << "<label for=\""_html;
    id(field);
    html_ << "\">"_html << label_text(field);
    if (!field.required) html_ << " <span>"_html << words_("optional.fill"_msg) << "</span>"_html;
    html_ << "</label>"_html;
  }
  void names_of(const Field& field) {
    html_ << " id=\""_html;
    id(field);
    html_ << "\" name=\""_html << field.key << "\""_html << (field.required ? " required"_html : ""_html);
  }
  void area(const Field& field) {
    label(field);
    html_ << "<textarea class=\"in ta\" rows=\"3\" maxlength=\"2000\""_html;
    names_of(field);
    html_ << ">"_html << typed(field.key) << "</textarea>"_html;
  }
  void line(const Field& field, Markup type) {
    label(field);
    html_ << "<input class=\"in\" maxlength=\"40\" type=\""_html << type << "\" value=\""_html << typed(field.key) << "\""_html;
    names_of(field);
    html_ << ">"_html;
  }
  void begin_select(const Field& field, MessageKey nothing = MessageKey("nav.not_selected")) {
    label(field);
    html_ << "<select class=\"in\""_html;
    names_of(field);
    html_ << ">"_html;
    add_option(html_, "", words_(nothing), false);
  }
  void choice(const Field& field) {
    begin_select(field);
    for (auto word : listed_words(field.words)) add_option(html_, word, words_.word(area_of(rule_, field.key), word), typed(field.key) == word);
    html_ << "</select>"_html;
  }
  void assignee(const Field& field) {
    begin_select(field, "staff.assign.by_head"_msg);
    for (const auto& group : offer_.people) {
      html_ << "<optgroup label=\""_html << group.label << "\">"_html;
      for (const auto& choice : group.choices) add_option(html_, choice.value, choice.text, typed(field.key) == choice.value, choice.off);
      html_ << "</optgroup>"_html;
    }
    html_ << "</select>"_html;
  }
  void flag(const Field& field) {
    begin_select(field);
    for (auto word : {"yes", "no"}) add_option(html_, word, words_.word("told", word), typed(field.key) == word);
    html_ << "</select>"_html;
  }
  void number(const Field& field) {
    if (field.key == "cost_fen") return line(field, "text"_html);
    if (field.max - field.min > 10) return line(field, "number"_html);
    begin_select(field);
    for (auto n = field.min; n <= field.max; ++n) {
      auto word = std::to_string(n);
      add_option(html_, word, field.key == "level" ? words_.level(static_cast<int>(n)) : word, typed(field.key) == word);
    }
    html_ << "</select>"_html;
  }
  void box(const Field& field, std::string_view value, std::string_view text) {
    bool on = false;
    if (typed_)
      for (auto sent : typed_->every(field.key)) on = on || sent == value;
    html_ << "<label class=\"box1\"><input type=\"checkbox\" name=\""_html << field.key << "\" value=\""_html << value << "\""_html
          << (on ? " checked"_html : ""_html) << ">"_html << text << "</label>"_html;
  }
  void boxes(const Field& field, const std::string& area) {
    html_ << "<fieldset><legend>"_html << label_text(field) << "</legend>"_html;
    for (auto word : listed_words(field.words)) box(field, word, words_.word(area, word));
    html_ << "</fieldset>"_html;
  }
  void departments(const Field& field) {
    html_ << "<fieldset><legend>"_html << label_text(field) << "</legend>"_html;
    for (const auto& code : offer_.departments) box(field, code, words_.department(code));
    html_ << "</fieldset>"_html;
  }
  // Category and kind in one list, as category.kind.
  void name(const Field& field) {
    if (field.key == "subcategory" || !words_.rules()) return;
    begin_select(field);
    const auto& policy = words_.rules()->policy;
    if (field.key != "category")
      for (const auto& code : words_.rules()->site.departments) add_option(html_, code, words_.department(code), typed(field.key) == code);
    if (field.key == "category")
      for (const auto& category : policy.categories) {
        add_option(html_, category.code, words_.subject(category.code, {}), typed(field.key) == category.code);
        for (const auto& kind : category.subcategories) {
          auto value = category.code + "." + kind.code;
          add_option(html_, value, words_.subject(category.code, kind.code), typed(field.key) == value);
        }
      }
    html_ << "</select>"_html;
  }

  Html& html_;
  const PageWords& words_;
  const ActionRule& rule_;
  const Fields* typed_;
  const AssignOffer& offer_;
};

}  // namespace

void add_action_fields(Html& html, const PageWords& words, const ActionRule& rule, const Fields* typed,
                       const AssignOffer& offer) {
  FieldsOfForm form(html, words, rule, typed, offer);
  for (const auto& field : rule.fields) form.add(field);
}

Json action_json(const PageWords& words, const ActionRule& rule, const Fields& form) {
  auto json = Json::object();
  for (const auto& field : rule.fields) {
    auto key = std::string(field.key);
    auto text = form[field.key];
    bool list = field.type == FieldType::words || field.type == FieldType::names || field.type == FieldType::event_ids;
    if (list) {
      auto values = Json::array();
      for (auto value : form.every(field.key)) values.push(value);
      if (!values.items().empty()) json.set(key, std::move(values));
      continue;
    }
    if (field.key == "subcategory") continue;
    if (text.empty()) continue;
    if (field.type == FieldType::flag) {
      json.set(key, text == "yes");
    } else if (field.type == FieldType::integer) {
      auto number = field.key == "cost_fen" ? fen_of(text) : integer_of(text);
      json.set(key, number ? Json(*number) : Json(text));
    } else if (field.type == FieldType::instant) {
      auto at = instant_of(words, text);
      json.set(key, at ? Json(at->ms) : Json(text));
    } else if (field.key == "category") {
      auto dot = text.find('.');
      json.set(key, text.substr(0, dot));
      if (dot != std::string_view::npos) json.set("subcategory", text.substr(dot + 1));
    } else {
      json.set(key, text);
    }
  }
  return json;
}

}  // namespace redress::headoffice
