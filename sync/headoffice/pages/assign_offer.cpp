#include "sync/headoffice/pages/assign_offer.h"

#include <algorithm>
#include <map>

#include "core/text/dates.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

std::map<std::string, std::int64_t> open_cases(Database& db) {
  std::map<std::string, std::int64_t> out;
  auto row = db.query("SELECT owner, count(*) FROM case_row WHERE stage < 6 AND owner <> '' GROUP BY owner");
  while (true) {
    const auto more = row.step();
    if (!more.ok() || !*more) return out;
    out[row.string(0)] = row.integer(1);
  }
}

Choice choice_of(const PageWords& words, const PersonRow& row, std::int64_t open, CivilDate today) {
  const bool away = row.away && row.away->covers(today);
  const auto what = away ? words("staff.assign.absent"_msg, {{"t", day_weekday_words(words.text(), row.away->back_on(), today.year)}})
                         : words("staff.assign.load"_msg, {{"n", open}});
  return {row.person.staff, words("staff.category"_msg, {{"category", row.person.name}, {"subcategory", what}}), away};
}

}  // namespace

AssignOffer assign_offer(Context& context, const PageWords& words, std::string_view mall) {
  AssignOffer out;
  auto reader = context.office.store().read();
  if (!reader.ok() || !words.rules()) return out;
  const auto people = list_people(**reader);
  if (!people.ok()) return out;
  const auto& visitor = context.visitor->person;
  const bool bound = visitor.role == Role::handler;
  out.departments = bound ? std::vector{visitor.department} : words.rules()->site.departments;
  auto open = open_cases(**reader);
  const auto today = words.rules()->site.zone.local(context.office.now()).date;
  std::map<std::pair<bool, std::string>, ChoiceGroup> groups;
  for (const auto& row : *people) {
    const auto& person = row.person;
    if (!row.active || (!row.mall.empty() && row.mall != mall) || person.role == Role::technician) continue;
    if (bound && person.department != visitor.department) continue;
    auto& group = groups[{person.department != visitor.department, person.department}];
    group.label = person.department.empty() ? words("role.head_office"_msg) : words.department(person.department);
    group.choices.push_back(choice_of(words, row, open[person.staff], today));
  }
  for (auto& [key, group] : groups) out.people.push_back(std::move(group));
  return out;
}

}  // namespace redress::headoffice
