#include "sync/headoffice/cases/answer_faults.h"

#include <algorithm>

#include "sync/headoffice/cases/case_record.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/erasure.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

std::string digits_of(std::string_view text) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return c >= '0' && c <= '9'; });
  return out;
}

bool is_public_number(const Rules& rules, std::string_view found) {
  const auto digits = digits_of(found);
  for (const auto* number : {&rules.site.phone, &rules.site.duty_phone, &rules.policy.regulator_phone})
    if (!number->empty() && digits == digits_of(*number)) return true;
  return false;
}

Result<std::vector<std::string>> names_of(Office& office, Database& db, const CaseRecord& record) {
  REDRESS_TRY_ASSIGN(const auto people, list_people(db));
  std::vector<std::string> out;
  for (const auto& row : people) out.push_back(row.person.name);
  for (std::size_t i = 0; i < record.events.size(); ++i) {
    const auto& event = record.events[i].event;
    if (event.kind != "submitted" || !event.sealed) continue;
    auto typed = open_typed(office, db, record.numbers[i], event);
    if (typed.ok()) out.emplace_back((*typed)["contact"]["name"].string());
  }
  return out;
}

}  // namespace

Result<std::vector<AnswerFinding>> answer_faults(Office& office, CaseCode code, std::string_view text) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(const auto record, load_case(*reader, code));
  const auto rules = office.rules().of(record.mall);
  if (!rules) return std::vector<AnswerFinding>{};
  REDRESS_TRY_ASSIGN(const auto names, names_of(office, *reader, record));
  auto found = check_answer(text, names, rules->wording.internal_words);
  std::erase_if(found, [&](const AnswerFinding& one) {
    return one.fault == AnswerFault::phone && is_public_number(*rules, text.substr(one.begin, one.end - one.begin));
  });
  return found;
}

}  // namespace redress::headoffice
