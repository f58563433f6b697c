// policy and site: check, diff, what-if, publish, show, list, holidays, profile
#include <algorithm>
#include <map>

#include "core/policy/profile.h"
#include "core/store/folder.h"
#include "sync/headoffice/command/command_call.h"
#include "sync/headoffice/rules/document_diff.h"
#include "sync/headoffice/rules/holiday_import.h"
#include "sync/headoffice/rules/publishing.h"
#include "sync/headoffice/rules/what_if.h"

namespace redress::headoffice {

namespace {

constexpr std::size_t kDocument_bytes = 4u << 20;

Result<std::string> read_draft(const Call& call) {
  REDRESS_TRY_ASSIGN(auto name, call.arguments.need_word(1, "the document's file"));
  auto bytes = read_file_whole(call.path(name), kDocument_bytes);
  if (!bytes.ok()) return Error{Errc::not_found, bytes.error().what};
  return std::string(as_text(*bytes));
}

// No fault: what is in force has the same gap, and the rest of a draft may be urgent.
void add_warning(Outcome& outcome, Call& call, wire::DocumentKind kind, std::string_view text) {
  std::optional<Calendar> calendar;
  if (kind == wire::DocumentKind::policy) {
    if (auto policy = parse_policy(text); policy.ok()) calendar = policy->calendar;
  } else if (auto site = parse_site(text); site.ok()) {
    calendar = site->calendar;
  }
  if (!calendar) return;
  const auto year = unplanned_year(*calendar, Zone().local(call.office.now()).date);
  if (!year) return;
  const auto warning = "calendar.holidays: none of " + std::to_string(*year) + " or later; they would count as working days (import them: " +
                       std::string(wire::name(kind)) + " holidays)";
  outcome.out += call.arguments.has("json") ? Json::object().set("warning", warning).dump() + "\n" : "WARNING " + warning + "\n";
}

Outcome check(Call& call, wire::DocumentKind kind) {
  auto text = read_draft(call);
  if (!text.ok()) return failure(text.error());
  auto mall = call.arguments.get("mall");
  auto faults = mall.empty() ? check_document(kind, *text) : check_draft(call.office, mall, kind, *text);
  Outcome outcome;
  for (const auto& fault : faults)
    outcome.out += call.arguments.has("json") ? Json::object().set("fault", fault).dump() + "\n" : "FAULT " + fault + "\n";
  if (faults.empty() && !call.arguments.has("json")) outcome.out = "GOOD\n";
  add_warning(outcome, call, kind, *text);
  outcome.exit_code = faults.empty() ? 0 : 1;
  return outcome;
}

Outcome diff(Call& call, wire::DocumentKind kind) {
  auto text = read_draft(call);
  auto mall = call.arguments.need("mall");
  if (!text.ok() || !mall.ok()) return failure(text.ok() ? mall.error() : text.error());
  auto draft = parse_json(*text, {kDocument_bytes, 16});
  auto current = read_version(call.office, *mall, kind, 0);
  if (!draft.ok() || !current.ok()) return failure(draft.ok() ? current.error() : draft.error());
  std::string out;
  for (const auto& row : differences(*current, *draft)) {
    if (call.arguments.has("json")) out += Json::object().set("path", row.path).set("before", row.before).set("after", row.after).dump() + "\n";
    else out += row.path + ": " + (row.before.empty() ? "(nothing)" : row.before) + " -> " + (row.after.empty() ? "(nothing)" : row.after) + "\n";
  }
  return said(std::move(out));
}

std::string what_if_text(const WhatIf& result) {
  auto number = [](std::int64_t n) { return std::to_string(n); };
  std::string out = "cases " + number(result.cases) + "\n";
  for (const auto& [pair, n] : result.levels)
    out += "level " + number(pair.first) + " -> " + number(pair.second) + ": " + number(n) + "\n";
  out += "first answer due earlier " + number(result.answer_earlier) + ", later " + number(result.answer_later) + "\n";
  out += "result due earlier " + number(result.resolve_earlier) + ", later " + number(result.resolve_later) + "\n";
  out += "late " + number(result.late_now) + " -> " + number(result.late_then) + "\n";
  for (auto code : result.changed) out += to_grouped(code) + "\n";
  return out;
}

Json what_if_json(const WhatIf& result) {
  auto levels = Json::array(), codes = Json::array();
  for (const auto& [pair, n] : result.levels) levels.push(Json::object().set("from", pair.first).set("to", pair.second).set("cases", n));
  for (auto code : result.changed) codes.push(to_grouped(code));
  return Json::object().set("cases", result.cases).set("levels", std::move(levels)).set("answer_earlier", result.answer_earlier)
      .set("answer_later", result.answer_later).set("resolve_earlier", result.resolve_earlier).set("resolve_later", result.resolve_later)
      .set("late_now", result.late_now).set("late_then", result.late_then).set("changed", std::move(codes));
}

Outcome rerun(Call& call, wire::DocumentKind kind) {
  auto text = read_draft(call);
  auto mall = call.arguments.need("mall"), from_text = call.arguments.need("from"), until_text = call.arguments.need("until");
  if (!text.ok()) return failure(text.error());
  for (auto* part : {&mall, &from_text, &until_text})
    if (!part->ok()) return failure(part->error());
  auto from = parse_date(*from_text), until = parse_date(*until_text);
  if (!from || !until || *until < *from) return failure(invalid("--from and --until: two days as 2026-03-01, the last one included"));
  auto rules = call.office.rules().of(std::string_view(*mall));
  if (!rules) return failure({Errc::not_found, "--mall: there is no mall '" + *mall + "'"});
  auto policy = kind == wire::DocumentKind::policy ? parse_policy(*text) : Result<Policy>(rules->policy);
  auto site = kind == wire::DocumentKind::site ? parse_site(*text) : Result<Site>(rules->site);
  if (!policy.ok() || !site.ok()) return failure(policy.ok() ? site.error() : policy.error());
  const auto& zone = rules->site.zone;
  auto result = what_if(call.office, *mall, *policy, *site, zone.utc({*from, 0, 0, 0}), zone.utc({*until, 24, 0, 0}));
  if (!result.ok()) return failure(result.error());
  return said(call.arguments.has("json") ? what_if_json(*result).dump() + "\n" : what_if_text(*result));
}

Outcome publish(Call& call, wire::DocumentKind kind) {
  auto text = read_draft(call);
  auto mall = call.arguments.need("mall"), note = call.arguments.need("note"), by = call.arguments.need("by"), second = call.arguments.need("second");
  if (!text.ok()) return failure(text.error());
  for (auto* part : {&mall, &note, &by, &second})
    if (!part->ok()) return failure(part->error());
  if (auto faults = check_draft(call.office, *mall, kind, *text); !faults.empty()) {
    Outcome outcome{1, {}, {}};
    for (const auto& fault : faults) outcome.out += "FAULT " + fault + "\n";
    return outcome;
  }
  auto kept = keep_draft(call.office, *mall, kind, {*text, *note, *by, {}});
  auto done = kept.ok() ? publish_draft(call.office, *mall, kind, *second) : kept;
  return done.ok() ? said("published\n") : failure(done.error());
}

// The object with these members in place of those of the same name.
Json replaced(const Json& object, std::initializer_list<std::pair<std::string_view, Json>> members) {
  auto out = Json::object();
  for (const auto& [key, value] : object.members()) {
    auto found = std::find_if(members.begin(), members.end(), [&wanted = key](const auto& member) { return member.first == wanted; });
    out.set(key, found == members.end() ? value : found->second);
  }
  for (const auto& [key, value] : members)
    if (!object.has(key)) out.set(std::string(key), value);
  return out;
}

// Days of other years stay as they are.
Json replaced_days(const Json& old, const Json& fresh, int from, int until, std::string_view (*date_of)(const Json&)) {
  std::map<std::string, Json> days;
  auto year_of = [&](const Json& day) { return std::atoi(std::string(date_of(day).substr(0, 4)).c_str()); };
  for (const auto& day : old.items())
    if (year_of(day) < from || year_of(day) > until) days.emplace(date_of(day), day);
  for (const auto& day : fresh.items()) days.emplace(date_of(day), day);
  auto out = Json::array();
  for (auto& [date, day] : days) out.push(std::move(day));
  return out;
}

Json dates_of(const Json& days) {
  auto out = Json::array();
  for (const auto& day : days.items()) out.push(day["date"]);
  return out;
}

// A day wrongly taken as worked moves promised times: a person must see each, with the name that decided it.
std::string worked_days_text(const Json& days) {
  if (days.items().empty()) return "no make-up working days\n";
  std::string out;
  for (const auto& day : days.items())
    out += "make-up working day " + std::string(day["date"].string()) + "  " + std::string(day["name"].string()) + "\n";
  return out;
}

Outcome give_draft(Call& call, const Json& draft) {
  auto out = call.arguments.get("out");
  if (out.empty()) return said(draft.dump() + "\n");
  auto written = write_file_whole(call.path(out), as_bytes(draft.dump() + "\n"), 0600);
  return written.ok() ? said("kept as a draft: check and publish it\n") : Outcome{73, {}, written.error().what + "\n"};
}

// The newest version with holidays and make-up working days of these years out of an iCalendar file: a draft to check and
// publish (R67).
Outcome holidays(Call& call, wire::DocumentKind kind) {
  auto text = read_draft(call);
  auto mall = call.arguments.need("mall"), from_text = call.arguments.need("from-year"), name = call.arguments.need("name");
  if (!text.ok()) return failure(text.error());
  for (auto* part : {&mall, &from_text, &name})
    if (!part->ok()) return failure(part->error());
  auto from = std::atoi(from_text->c_str()), until = std::atoi(call.arguments.get("until-year", *from_text).c_str());
  if (from < 1970 || until < from || until > 2200) return failure(invalid("--from-year and --until-year: two years as 2027, the last one included"));
  auto days = read_holidays(*text, from, until);
  auto document = read_version(call.office, *mall, kind, 0);
  if (!days.ok() || !document.ok()) return failure(days.ok() ? document.error() : days.error());
  const auto& calendar = (*document)["calendar"];
  if (!calendar.is_object()) return failure({Errc::not_found, "--mall: its site document has no calendar of its own; import into the policy"});
  auto off = replaced_days(calendar["holidays"], (*days)["holidays"], from, until, [](const Json& day) { return day["date"].string(); });
  auto worked = replaced_days(calendar["make_up_days"], dates_of((*days)["make_up_days"]), from, until, [](const Json& day) { return day.string(); });
  auto draft = replaced(*document, {{"version", Json(*name)}, {"calendar", replaced(calendar, {{"holidays", off}, {"make_up_days", worked}})}});
  auto outcome = give_draft(call, draft);
  outcome.err += worked_days_text((*days)["make_up_days"]);
  return outcome;
}

// The newest version with the categories of another document (R34-R38): a draft to check and publish.
Outcome profile(Call& call) {
  auto name = call.arguments.need_word(1, "the profile"), mall = call.arguments.need("mall"), version = call.arguments.need("name");
  for (auto* part : {&name, &mall, &version})
    if (!part->ok()) return failure(part->error());
  auto document = read_version(call.office, *mall, wire::DocumentKind::policy, 0);
  auto draft = document.ok() ? with_profile(*document, *name, *version) : document;
  if (draft.ok()) return give_draft(call, *draft);
  std::string names;
  for (auto known : profile_names()) names += (names.empty() ? "" : ", ") + std::string(known);
  return failure({draft.error().code, draft.error().what + "; profiles: " + names});
}

Outcome show(Call& call, wire::DocumentKind kind) {
  auto mall = call.arguments.need("mall");
  if (!mall.ok()) return failure(mall.error());
  auto number = call.arguments.get("version", "0");
  auto content = read_version(call.office, *mall, kind, std::atoll(number.c_str()));
  return content.ok() ? said(content->dump() + "\n") : failure(content.error());
}

Outcome list(Call& call, wire::DocumentKind kind) {
  auto mall = call.arguments.need("mall");
  if (!mall.ok()) return failure(mall.error());
  auto versions = list_versions(call.office, *mall, kind);
  if (!versions.ok()) return failure(versions.error());
  std::string out;
  for (const auto& row : *versions)
    out += std::to_string(row.number) + "  " + row.version + "  " + (row.by.empty() ? "-" : row.by + "+" + row.second) + "  " + row.note + "\n";
  return said(std::move(out));
}

Outcome document(Call& call, wire::DocumentKind kind) {
  auto what = call.arguments.word(0);
  if (what == "check") return check(call, kind);
  if (what == "diff") return diff(call, kind);
  if (what == "what-if") return rerun(call, kind);
  if (what == "publish") return publish(call, kind);
  if (what == "show") return show(call, kind);
  if (what == "list") return list(call, kind);
  if (what == "holidays") return holidays(call, kind);
  if (what == "profile" && kind == wire::DocumentKind::policy) return profile(call);
  return failure(invalid(std::string(wire::name(kind)) + ": say check, diff, what-if, publish, show, list, holidays or (policy) profile"));
}

}  // namespace

Outcome policy_document(Call& call) { return document(call, wire::DocumentKind::policy); }
Outcome site_document(Call& call) { return document(call, wire::DocumentKind::site); }

}  // namespace redress::headoffice
