#include "core/policy/case_facts.h"
#include "core/policy/judge.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/app/engine.h"

namespace redress {

namespace {

// The facts of a complaint that is only now being made.
CaseFacts facts_at_capture(const Intake& intake, const Stamp& stamp, const Zone& zone) {
  CaseState state;
  state.intake = intake.clear;
  state.category = intake.category();
  state.subcategory = intake.clear["subcategory"].string();
  state.submitted_at = stamp.time;
  state.clock_trusted = stamp.trusted;
  return facts_of(state, zone);
}

void add_promise(Json& body, const Submitted& promised) {
  if (!promised.first_answer) return;
  Json dates = Json::object();
  dates.set("first_answer", promised.first_answer->ms);
  if (promised.resolve) dates.set("resolve", promised.resolve->ms);
  body.set("promised", std::move(dates));
}

Error unknown(const char* key, std::string_view value, const char* where) {
  return invalid(std::string(key) + ": " + std::string(value) + " is not in " + where);
}

}  // namespace

Status Engine::check_against_policy(const Intake& intake) const {
  auto category = intake.category();
  auto subcategory = intake.clear["subcategory"].string();
  auto place = intake.clear["place"].string();
  if (!policy_->category(category)) return unknown("category", category, "the policy");
  if (!subcategory.empty() && !policy_->subcategory(category, subcategory)) return unknown("subcategory", subcategory, "this category");
  if (!place.empty() && !site_->place(place)) return unknown("place", place, "the site document");
  for (const auto& outcome : intake.clear["outcomes"].items())
    if (!policy_->outcome(outcome.string())) return unknown("outcomes", outcome.string(), "the policy");
  return {};
}

Result<Submitted> Engine::promise(const Intake& intake, const Stamp& stamp) const {
  auto promised = redress::promise(*policy_, *site_, facts_at_capture(intake, stamp, site_->zone));
  Submitted out;
  out.at = stamp.time;
  out.clock_trusted = stamp.trusted;
  out.untrusted_hours = promised.first_answer_limit.amount;
  if (promised.dated) {
    out.first_answer = promised.first_answer;
    out.resolve = promised.resolve;
  }
  return out;
}

Result<Submitted> Engine::preview(const Intake& intake) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  REDRESS_TRY(check_against_policy(intake));
  return promise(intake, store_->stamp());
}

Result<CaseView> Engine::judge_intake(const Intake& intake) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  REDRESS_TRY(check_against_policy(intake));
  const auto stamp = store_->stamp();
  CaseView view;
  view.facts = facts_at_capture(intake, stamp, site_->zone);
  const SameComplaint own{{}, stamp.time, store_->identity().incarnation, person_of(intake.sealed["contact"]), {}};
  view.facts.clusters = clusters(view.facts, std::string(intake.clear["place"].string()), own);
  view.judgement = judge(*policy_, *site_, view.facts, stamp.time);
  view.state.category = intake.category();
  view.state.subcategory = intake.clear["subcategory"].string();
  view.state.departments = {policy_->department_of(view.state.category, view.state.subcategory)};
  return view;
}

Result<Submitted> Engine::submit(Intake intake, const std::optional<Person>& by, const std::vector<CaseCode>& same) {
  if (!provisioned()) return Error{Errc::unauthorised, "this device is not provisioned"};
  if (!intake.sealed.members().empty()) prepare_seal();
  REDRESS_TRY(check_against_policy(intake));
  auto stamp = store_->stamp();
  // Beside a clock that is wrong, today would look like tomorrow.
  if (stamp.trusted) REDRESS_TRY(check_not_ahead(intake, stamp.time, site_->zone.local(stamp.time).date));
  REDRESS_TRY_ASSIGN(auto out, promise(intake, stamp));
  out.code = make_case_code(machine_.random);
  out.tracking_address = tracking_address(site_->public_url, out.code);
  Json& body = intake.clear;
  if (!body.has("language")) body.set("language", "zh-Hans");
  if (!body.has("channel")) body.set("channel", role() == DeviceRole::counter ? "counter" : "kiosk");
  body.set("policy", policy_->version);
  body.set("site", site_->version);
  add_promise(body, out);
  REDRESS_TRY_ASSIGN(auto draft, sealed_draft("submitted", out.code, actor_of(by), std::move(body), intake.sealed));
  std::vector<Draft> drafts{std::move(draft)};
  if (by) {
    // Whoever registers for a shopper was asked first and owns the case (R102).
    drafts.push_back(make_draft("acknowledged", out.code, actor_of(by), Json::object()));
    drafts.back().event.seen = {drafts.front().event.id};
  }
  for (const auto& other : same) {
    const auto before = drafts.back().event.id;
    auto link = Json::object().set("other", to_compact(other)).set("relation", "duplicate");
    drafts.push_back(make_draft("linked", out.code, actor_of(by), std::move(link)));
    drafts.back().event.seen = {before};
  }
  if (!drafts.front().sealed.empty()) prepare_seal();  // of the next one, while this one goes to the disk
  for (auto& each : drafts) put_stamp(each.event, stamp);
  REDRESS_TRY_ASSIGN(auto appended, store_->append(drafts));
  out.event = appended.front().id;
  return out;
}

}  // namespace redress
