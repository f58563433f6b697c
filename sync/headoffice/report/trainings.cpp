#include "sync/headoffice/report/trainings.h"

#include <algorithm>
#include <map>

#include "core/model/action.h"
#include "sync/headoffice/cases/case_export.h"
#include "sync/headoffice/people/people.h"
#include "sync/headoffice/record/office.h"

namespace redress::headoffice {

namespace {

constexpr std::int64_t kLongest_minutes = 24 * 60, kOldest_days = 730;

// Those who deal with shoppers (R146).
constexpr RoleSet kTrained_roles =
    role_bit(Role::service) | role_bit(Role::handler) | role_bit(Role::supervisor);

Training begun(const LedgerEntry& entry) {
  Training out;
  out.number = entry.n;
  out.mall = entry.mall;
  out.by = entry.by;
  out.topic = entry.body["topic"].string();
  out.day = parse_date(entry.body["day"].string()).value_or(CivilDate{});
  out.minutes = entry.body["minutes"].integer();
  for (const auto& staff : entry.body["staff"].items()) out.staff.emplace(staff.string());
  return out;
}

Result<std::set<std::string>> staff_of(Database& db, std::string_view mall) {
  REDRESS_TRY_ASSIGN(auto people, list_people(db));
  std::set<std::string> out;
  for (const auto& row : people)
    if (row.active && !row.mall.empty() && (mall.empty() || row.mall == mall) &&
        (kTrained_roles & role_bit(row.person.role)))
      out.insert(row.person.staff);
  return out;
}

std::string_view bounded(std::string_view mall, const Visitor& visitor) {
  return visitor.mall.empty() ? mall : std::string_view(visitor.mall);
}

}  // namespace

Result<std::int64_t> note_training(Office& office, const Training& training, const Visitor& visitor) {
  if (!visitor.mall.empty() && visitor.mall != training.mall) return Error{Errc::not_found, "mall"};
  if (training.topic.empty() || training.topic.size() > 400) return invalid("topic");
  auto today = civil_from_days(office.now().ms / kDay_ms + 1);  // begun anywhere
  if (!is_valid(training.day) || training.day > today || training.day < add_days(today, -kOldest_days))
    return invalid("day");
  if (training.minutes <= 0 || training.minutes > kLongest_minutes) return invalid("minutes");
  std::set<std::string> known;
  {
    REDRESS_TRY_ASSIGN(auto reader, office.store().read());
    REDRESS_TRY_ASSIGN(known, staff_of(*reader, training.mall));
  }
  if (training.staff.empty() ||
      !std::includes(known.begin(), known.end(), training.staff.begin(), training.staff.end()))
    return invalid("staff");
  auto staff = Json::array();
  for (const auto& number : training.staff) staff.push(number);
  auto body = Json::object()
                  .set("topic", training.topic)
                  .set("day", to_iso(training.day))
                  .set("minutes", training.minutes)
                  .set("staff", std::move(staff));
  return add_entry(office, Book::training, 0, training.mall, visitor.person.staff, std::move(body));
}

Status withdraw_training(Office& office, std::int64_t number, const Visitor& visitor) {
  REDRESS_TRY_ASSIGN(auto all, list_trainings(office, {}, visitor));
  auto found = std::find_if(all.begin(), all.end(), [&](const Training& t) { return t.number == number; });
  if (found == all.end()) return Error{Errc::not_found, "no such training"};
  if (found->withdrawn) return Error{Errc::refused, "state"};
  auto added = add_entry(office, Book::training, number, found->mall, visitor.person.staff,
                         Json::object().set("withdrawn", true));
  return added.ok() ? Status() : Status(added.error());
}

Result<std::vector<Training>> list_trainings(Office& office, std::string_view mall, const Visitor& visitor) {
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto entries, read_book(*reader, Book::training, bounded(mall, visitor)));
  std::map<std::int64_t, Training> all;
  for (const auto& entry : entries) {
    if (entry.n == entry.subject)
      all.emplace(entry.n, begun(entry));
    else if (auto found = all.find(entry.subject); found != all.end())
      found->second.withdrawn = true;
  }
  std::vector<Training> out;
  for (auto& [number, training] : all) out.push_back(std::move(training));
  std::stable_sort(out.begin(), out.end(),
                   [](const Training& a, const Training& b) { return a.day > b.day; });
  return out;
}

Result<TrainedShare> trained_in(Office& office, std::string_view mall, const Period& quarter,
                                const Visitor& visitor) {
  TrainedShare out{quarter};
  REDRESS_TRY_ASSIGN(auto all, list_trainings(office, mall, visitor));
  REDRESS_TRY_ASSIGN(auto reader, office.store().read());
  REDRESS_TRY_ASSIGN(auto staff, staff_of(*reader, bounded(mall, visitor)));
  std::set<std::string> trained;
  for (const auto& training : all)
    if (!training.withdrawn && Period::of(PeriodKind::quarter, training.day) == quarter)
      for (const auto& number : training.staff)
        if (staff.contains(number)) trained.insert(number);
  out.trained = static_cast<std::int64_t>(trained.size());
  out.staff = static_cast<std::int64_t>(staff.size());
  return out;
}

std::string trainings_csv(const std::vector<Training>& trainings) {
  std::string out = "\xEF\xBB\xBFnumber,mall,day,topic,minutes,staff,entered_by,withdrawn\r\n";
  for (const auto& t : trainings) {
    std::string staff;
    for (const auto& number : t.staff) staff += (staff.empty() ? "" : " ") + number;
    out += std::to_string(t.number) + "," + csv_cell(t.mall) + "," + to_iso(t.day) + "," + csv_cell(t.topic) +
           "," + std::to_string(t.minutes) + "," + csv_cell(staff) + "," + csv_cell(t.by) + "," +
           (t.withdrawn ? "yes" : "no") + "\r\n";
  }
  return out;
}

}  // namespace redress::headoffice
