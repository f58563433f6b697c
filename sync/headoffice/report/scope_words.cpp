#include "sync/headoffice/report/scope_words.h"

#include <set>

#include "core/model/action.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

using Words = std::set<std::string, std::less<>>;

Words of_rules(const RuleShelf& shelf, const std::string& mall, Cut cut) {
  Words out;
  auto take = [&](const auto& rows, auto word) {
    for (const auto& row : rows) out.insert(row.*word);
  };
  // A category that was dropped may still stand in an earlier period.
  for (const auto& rules : shelf.every_policy()) {
    if (!mall.empty() && rules->mall_id != mall) continue;
    if (cut == Cut::category) take(rules->policy.categories, &Category::code);
    if (cut == Cut::department) take(rules->policy.departments, &Department::code);
    if (cut == Cut::place) take(rules->site.places, &Place::id);
  }
  return out;
}

Result<Words> staff_of(Office& office) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto people, list_people(*reader));
  Words out;
  for (const auto& row : people) out.insert(row.person.staff);
  return out;
}

// The words that a field of an action can have.
Words of_field(Verb verb, std::string_view key) {
  for (const auto& field : action_rule(verb).fields) {
    if (field.key != key) continue;
    const auto words = listed_words(field.words);
    return Words(words.begin(), words.end());
  }
  return {};
}

Result<Words> known_words(Office& office, const std::string& mall, Cut cut) {
  switch (cut) {
    case Cut::category:
    case Cut::department:
    case Cut::place:
      return of_rules(office.rules(), mall, cut);
    case Cut::channel:
      return Words(kChannels.names.begin(), kChannels.names.end());
    case Cut::cause:
      return of_field(Verb::investigate, "cause_class");
    case Cut::complexity:
    case Cut::outside_party:
      return of_field(Verb::investigate, kCuts.name(cut));
    case Cut::staff_fault:
      return of_field(Verb::resolve, kCuts.name(cut));
    case Cut::source:
      return Words{"internal", "external"};
    case Cut::level:
      return Words{"1", "2", "3", "4"};
    case Cut::owner:
      return staff_of(office);
    case Cut::kiosk:
      break;
  }
  return Words();
}

// What a counted case has, though nothing names it any more.
Result<bool> stands_in_rows(Office& office, Cut cut, const std::string& word) {
  if (cut == Cut::level || cut == Cut::kiosk) return false;
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  const auto column = std::string(kCuts.name(cut));
  REDRESS_TRY_ASSIGN(
      auto stands,
      reader->integer(0, "SELECT EXISTS(SELECT 1 FROM report_case WHERE " + column + " = ?)", word));
  return stands != 0;
}

constexpr std::size_t kMost_named = 40;

Error unknown(Cut cut, const std::string& word, const Words& known) {
  auto text = "--" + std::string(kCuts.name(cut)) + ": there is no \"" + word + "\"; known: ";
  std::size_t named = 0;
  for (const auto& one : known) {
    if (named == kMost_named) {
      text += ", …";
      break;
    }
    text += (named++ ? ", " : "") + one;
  }
  return invalid(text);
}

Result<std::string> kiosk_number(Office& office, const std::string& mall, const std::string& asked) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  auto row = reader->query(
      "SELECT d.no, d.name, m.id || '/' || d.number FROM device d JOIN mall m ON m.no = d.mall WHERE ?1 = '' "
      "OR m.id = ?1 ORDER BY d.no",
      mall);
  Words known, found;
  while (true) {
    REDRESS_TRY_ASSIGN(bool more, row.step());
    if (!more) break;
    const auto no = std::to_string(row.integer(0));
    const auto name = row.string(1), number = row.string(2);
    if (asked == no || asked == name || asked == number) found.insert(no);
    known.insert(name.empty() ? number : name + " (" + number + ")");
  }
  if (found.size() == 1) return *found.begin();
  if (found.empty()) return unknown(Cut::kiosk, asked, known);
  return invalid("--kiosk: several devices are called \"" + asked + "\"; name it as MALL/NUMBER");
}

}  // namespace

Result<ReportScope> read_scope(Office& office, ReportScope asked) {
  if (!asked.mall.empty() && !office.rules().of(std::string_view(asked.mall)))
    return invalid("--mall: there is no mall \"" + asked.mall + "\"");
  for (std::size_t i = 0; i < kCut_count; ++i) {
    const auto cut = static_cast<Cut>(i);
    auto& word = asked.only[i];
    if (word.empty()) continue;
    if (cut == Cut::kiosk) {
      REDRESS_TRY_ASSIGN(word, kiosk_number(office, asked.mall, word));
      continue;
    }
    REDRESS_TRY_ASSIGN(auto known, known_words(office, asked.mall, cut));
    if (known.contains(word)) continue;
    REDRESS_TRY_ASSIGN(bool stands, stands_in_rows(office, cut, word));
    if (!stands) return unknown(cut, word, known);
  }
  return asked;
}

}  // namespace redress::headoffice
