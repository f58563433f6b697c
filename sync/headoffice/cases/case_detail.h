// One case with everything staff may see of it. Text is opened here on demand; contact only by open_contact,
// which writes a `viewed` event first (decision 18).
#pragma once

#include <string>
#include <vector>

#include "core/model/case_fold.h"
#include "core/policy/judge.h"
#include "core/policy/retention.h"
#include "sync/headoffice/cases/case_list.h"

namespace redress::headoffice {

struct TimelineEntry {
  Event event;
  Instant at;  // corrected
  Instant arrived_at;
  std::string device;            // name of the author, "head_office" for its own
  Json sealed = Json::object();  // opened text without contact; empty if none, pruned or erased
  bool sealed_missing = false;   // the event has a sealed part that is not here (yet, or erased)
  bool fork = false;
  std::string staff_name;   // of actor.staff, empty if unknown
  std::string person_name;  // of the one it was given to, empty if nobody or unknown
};

struct CaseDetail {
  CaseRow row;
  CaseState state;
  Json intake_text = Json::object();    // text, outcome_text, product
  std::vector<TimelineEntry> timeline;  // in case order, oldest first
  std::optional<Judgement>
      judgement;  // level with its reasons, clocks; nothing while the registration is not here
  std::string policy;                       // version that its promise was made by
  std::optional<RetentionDates> retention;  // nothing while it is open
  struct Act {
    const ActionRule* rule = nullptr;
    Permission permission;  // reason: key refuse.<reason>
  };
  std::vector<Act> acts;  // every action of the visitor's role or of this stage
};

// Errc::not_found: no such case here, or not of the visitor's mall, or (handler) not of their department;
// Errc::unauthorised: level 1 of another department, whose code is `what`.
Result<CaseDetail> case_detail(Office& office, CaseCode code, const Visitor& visitor);

// name, phone, email, address as far as given. `purpose`: call_back, clarify, deliver, complaint_letter,
// own_data, regulator, other.
Result<Json> open_contact(Office& office, CaseCode code, const Visitor& visitor, std::string_view purpose);

}  // namespace redress::headoffice
