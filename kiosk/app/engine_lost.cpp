// A lost receipt: cases by the phone left with them, from what lies on this counter, also without a network.
// No list of phones is kept: contacts of the days asked for are opened one after the other, and only their
// keys are compared.
#include <algorithm>

#include "core/model/lookup.h"
#include "core/model/person_key.h"
#include "core/policy/policy.h"
#include "kiosk/app/engine.h"

namespace redress {

namespace {

std::string key_of(const Person& person) {
  return "lookups." + person.staff;
}

// When this person asked within the last hour; kept over restarts.
Result<Json> asked_lately(Store& store, const Person& person, Instant now) {
  auto out = Json::array();
  REDRESS_TRY_ASSIGN(const auto kept, store.setting(key_of(person)));
  if (!kept) return out;
  REDRESS_TRY_ASSIGN(const auto times, parse_json(*kept));
  for (const auto& at : times.items())
    if (std::abs(now.ms - at.integer()) < kHour_ms) out.push(at.integer());
  return out;
}

// The try counts before anything is found.
Status count_question(Store& store, const Person& person, Instant now) {
  REDRESS_TRY_ASSIGN(auto times, asked_lately(store, person, now));
  if (times.items().size() >= static_cast<std::size_t>(kLookups_an_hour)) return Error{Errc::limit, "busy"};
  times.push(now.ms);
  return store.put_setting(key_of(person), times.dump());
}

}  // namespace

Status Engine::expect_contacts(int days) {
  REDRESS_TRY_ASSIGN(const auto codes, store_->cases_since(store_->now() - days * kDay_ms));
  for (auto code : codes)
    if (!persons_.contains(code)) strangers_.insert(code);
  return {};
}

Result<std::vector<FoundCase>> Engine::find_by_phone(const PhoneQuestion& question, const Person& person) {
  if (!provisioned() || role() != DeviceRole::counter || mall_keys_.empty())
    return Error{Errc::unauthorised, "not_here"};
  if (!may_look_up(person.role)) return Error{Errc::unauthorised, "needs_service"};
  REDRESS_TRY(check_phone_question(question));
  const auto now = store_->now();
  REDRESS_TRY(count_question(*store_, person, now));
  const auto wanted = person_key(mall_keys_.front().secret, question.phone);
  REDRESS_TRY_ASSIGN(const auto codes, store_->cases_since(now - question.days * kDay_ms));
  std::vector<FoundCase> found;
  std::vector<CaseCode> told;
  for (auto code : codes) {
    if (found.size() == kMost_found || person_of(code) != wanted) continue;
    REDRESS_TRY_ASSIGN(auto row, store_->case_row(code));
    REDRESS_TRY_ASSIGN(const auto shown, queue_row(*row, person, now));
    if (shown.content_hidden) continue;
    found.push_back({code, shown.contact_type, shown.category, shown.subcategory, shown.place, shown.stage,
                     shown.submitted_at});
    told.push_back(code);
  }
  // Recorded before it is shown.
  auto draft = make_draft(std::string(kLooked_up), std::nullopt, actor_of(person),
                          looked_up_body(question.asker, question.purpose, told));
  REDRESS_TRY_ASSIGN([[maybe_unused]] const auto appended, store_->append(draft));
  return found;
}

}  // namespace redress
