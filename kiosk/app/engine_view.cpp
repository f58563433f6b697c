#include "core/model/intake.h"
#include "core/policy/action_fits.h"
#include "core/policy/case_facts.h"
#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/app/engine.h"

namespace redress {

namespace {

std::string name_of_device(const std::vector<DeviceRow>& devices, const Uuid& incarnation) {
  for (const auto& row : devices)
    if (row.incarnation == incarnation) return row.name;
  return {};
}

std::string name_of_person(const std::vector<StaffRow>& staff, const std::string& number) {
  for (const auto& row : staff)
    if (row.number == number) return row.name;
  return {};
}

}  // namespace

// Arrival counts only for what another device captured (decision 9).
CaseFacts Engine::own_facts(const CaseState& state, const std::vector<CaseEvent>& events) const {
  auto out = facts_of(state, site_->zone);
  for (const auto& event : events)
    if (event.event.id == state.submitted_event && event.incarnation != store_->identity().incarnation) out.arrived_at = event.arrived_at;
  return out;
}

CaseFacts Engine::facts(const CaseState& state, const std::vector<CaseEvent>& events) {
  auto out = own_facts(state, events);
  SameComplaint own{state.code, state.submitted_at, state.submitted_incarnation, {}, {}};
  if (state.erased) own.erased = state.counts_as;
  out.clusters = clusters(out, std::string(state.intake["place"].string()), std::move(own));
  return out;
}

CaseView Engine::judged(CaseCode code, const std::vector<CaseEvent>& events, const std::optional<Person>& person) {
  auto now = store_->now();
  CaseView view;
  view.state = fold_case(code, events, now, policy_ ? policy_->confirm_days : 7);
  if (policy_ && site_ && view.state.known) {
    view.facts = facts(view.state, events);
    view.judgement = judge(*policy_, *site_, view.facts, now);
  }
  for (const auto& rule : action_rules()) {
    auto permission = may(rule, view.state, person, now, policy_ ? policy_->reopen_days : 7);
    if (permission.allowed && policy_) permission = applies(rule, view.state, *policy_);
    view.actions[std::string(rule.name)] = std::move(permission);
  }
  return view;
}

// Those of this case, and those that other cases have to it.
Result<std::vector<LinkView>> Engine::links_of(const CaseState& state) {
  std::vector<LinkView> out;
  for (const auto& [other, link] : state.links)
    if (auto code = parse_case_code(other); code.ok()) out.push_back({*code, link.relation, false});
  REDRESS_TRY_ASSIGN(auto from, store_->links_to(state.code));
  for (auto& row : from) out.push_back({row.from, std::move(row.relation), true});
  return out;
}

Result<CaseView> Engine::look_up(CaseCode code, const std::optional<Person>& person) {
  REDRESS_TRY_ASSIGN(auto events, store_->events_of_case(code));
  auto view = judged(code, events, person);
  REDRESS_TRY_ASSIGN(view.links, links_of(view.state));
  REDRESS_TRY_ASSIGN(auto devices, store_->devices());
  REDRESS_TRY_ASSIGN(auto staff, store_->staff());
  // Staff names are nobody's business at a kiosk.
  if (person)
    for (const auto& row : staff) view.names[row.number] = row.name;
  if (person && !view.state.known) {
    REDRESS_TRY_ASSIGN(view.other_devices, store_->newest_by_device());
  }
  for (auto index : view.state.order) {
    TimelineEntry entry;
    entry.event = events[index];
    bool own = entry.event.incarnation == store_->identity().incarnation;
    entry.device = own ? device_name_ : name_of_device(devices, entry.event.incarnation);
    entry.person = name_of_person(staff, entry.event.event.actor.staff);
    if (const auto assigned = entry.event.event.body["person"].string(); entry.event.event.kind == "assigned" && !assigned.empty()) {
      const auto named = view.names.find(std::string(assigned));
      entry.assignee = named == view.names.end() ? assigned : named->second;
    }
    // What was sealed is for staff of this counter; a kiosk has no key and shows none of it.
    if (person && entry.event.event.sealed) {
      auto sealed = open_sealed_json(code, entry.event.event.id);
      entry.sealed_missing = !sealed.ok();
      if (sealed.ok()) entry.sealed = without_contact(*sealed);
      if (entry.event.event.id == view.state.submitted_event) {
        view.said = entry.sealed;
        view.has_contact = sealed.ok() && sealed->has("contact");
      }
    }
    view.events.push_back(std::move(entry));
  }
  return view;
}

}  // namespace redress
