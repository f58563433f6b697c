#include "core/policy/policy.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "assets/asset.h"
#include "core/text/catalogue.h"

namespace redress {
namespace {

template <class Rows>
auto find_code(const Rows& rows, std::string_view code) -> decltype(rows.data()) {
  for (const auto& row : rows)
    if (row.code == code) return &row;
  return nullptr;
}

}  // namespace

const ContactTypeRule* Policy::contact_type(std::string_view code) const { return find_code(contact_types, code); }
const Category* Policy::category(std::string_view code) const { return find_code(categories, code); }
const Outcome* Policy::outcome(std::string_view code) const { return find_code(outcomes, code); }
const Department* Policy::department(std::string_view code) const { return find_code(departments, code); }
const RoleRule* Policy::role(std::string_view code) const { return find_code(roles, code); }
const Trigger* Policy::trigger(std::string_view code) const { return find_code(triggers, code); }

const Subcategory* Policy::subcategory(std::string_view category_code, std::string_view code) const {
  const Category* parent = category(category_code);
  return parent ? find_code(parent->subcategories, code) : nullptr;
}

const ClockRow* Policy::clock_row(std::string_view name) const {
  for (const auto& row : clocks)
    if (row.name == name) return &row;
  return nullptr;
}

const ClockRow& Policy::clock_row(const ContactTypeRule& type, int level) const {
  const ClockRow* row = clock_row(type.levels ? "level_" + std::to_string(level) : type.clocks);
  return row ? *row : clocks.front();  // parse_policy makes sure that every row asked for exists
}

int Policy::default_level_of(std::string_view category_code, std::string_view subcategory_code) const {
  const Subcategory* sub = subcategory(category_code, subcategory_code);
  if (sub && sub->level) return *sub->level;
  const Category* parent = category(category_code);
  return parent && parent->level ? *parent->level : default_level;
}

std::string Policy::department_of(std::string_view category_code, std::string_view subcategory_code) const {
  const Subcategory* sub = subcategory(category_code, subcategory_code);
  if (sub && !sub->department.empty()) return sub->department;
  const Category* parent = category(category_code);
  return parent ? parent->department : departments.front().code;
}

const std::vector<Phrase>& Policy::phrases_of(std::string_view category_code, std::string_view subcategory_code) const {
  static const std::vector<Phrase> none;
  const Subcategory* sub = subcategory(category_code, subcategory_code);
  if (sub && !sub->phrases.empty()) return sub->phrases;
  const Category* parent = category(category_code);
  return parent ? parent->phrases : none;
}

const std::vector<Phrase>& Policy::phrases_of(std::string_view type_code, std::string_view category_code, std::string_view subcategory_code) const {
  const auto* type = contact_type(type_code);
  return type && !type->levels ? type->phrases : phrases_of(category_code, subcategory_code);
}

const std::vector<Labels>& Policy::steps_of(std::string_view category_code, std::string_view subcategory_code) const {
  static const std::vector<Labels> none;
  const Subcategory* sub = subcategory(category_code, subcategory_code);
  if (sub && !sub->steps.empty()) return sub->steps;
  const Category* parent = category(category_code);
  return parent ? parent->steps : none;
}

int Policy::first_answer_hours() const {
  const ClockRow* row = clock_row("level_" + std::to_string(kMildestLevel));
  return row ? row->first_answer.amount : 0;
}

const Policy& default_policy() {
  static const Policy policy = [] {
    auto parsed = parse_policy(asset("policy/mall.json"));
    if (!parsed.ok()) {
      std::fprintf(stderr, "embedded policy: %s\n", parsed.error().what.c_str());
      std::abort();
    }
    return std::move(parsed).value();
  }();
  return policy;
}

std::string subject_words(const Policy& policy, std::string_view category, std::string_view subcategory, Language language) {
  const Category* row = policy.category(category);
  std::string out = row ? row->labels.in(language) : std::string(category);
  const Subcategory* sub = policy.subcategory(category, subcategory);
  if (!sub) return out;  // none, or of another policy: its code is no word for people
  return Catalogue::of(language).text("subject.kind"_msg, {{"category", out}, {"kind", sub->labels.in(language)}});
}

std::string retention_sentence(const Policy& policy, Language language) {
  const Keep& keep = policy.retention.contact;
  MessageKey key = keep.unit == Keep::Unit::years    ? "keep.years"_msg
                   : keep.unit == Keep::Unit::months ? "keep.months"_msg
                                                     : "keep.days"_msg;
  return Catalogue::of(language).text(key, {{"n", keep.amount}});
}

std::string consent_text(const Policy& policy, Language language) {
  return fill_template(policy.consent.in(language), {{"keep", retention_sentence(policy, language)}});
}

}  // namespace redress
