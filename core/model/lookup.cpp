#include "core/model/lookup.h"

#include "core/model/field.h"
#include "core/model/person_key.h"

namespace redress {

namespace {

constexpr Field kQuestion[] = {
    {"phone", FieldType::line, true},
    {"asker", FieldType::word, true, false, "shopper|relative|authority|staff"},
    {"purpose", FieldType::word, true, false, "lost_receipt|progress|own_data|official_request"},
    {"days", FieldType::integer, false, false, {}, 1, kLookup_days}};

}  // namespace

Result<PhoneQuestion> parse_phone_question(const Json& json) {
  REDRESS_TRY_ASSIGN(const auto split, check_fields(kQuestion, json));
  const auto& said = split.clear;
  PhoneQuestion out{std::string(said["phone"].string()), *kAskers.find(said["asker"].string()),
                    *kPurposes_of_lookup.find(said["purpose"].string()), 92};
  out.days = static_cast<int>(said["days"].integer(out.days));
  REDRESS_TRY(check_phone_question(out));
  return out;
}

Status check_phone_question(const PhoneQuestion& question) {
  if (normal_phone(question.phone).size() < kLeast_phone_digits) return invalid("phone");
  if (question.days < 1 || question.days > kLookup_days) return invalid("days");
  return {};
}

Json looked_up_body(Asker asker, Purpose purpose, const std::vector<CaseCode>& found) {
  auto cases = Json::array();
  for (auto code : found) cases.push(to_compact(code));
  auto body = Json::object();
  body.set("asker", kAskers.name(asker))
      .set("purpose", kPurposes_of_lookup.name(purpose))
      .set("cases", std::move(cases));
  return body;
}

}  // namespace redress
