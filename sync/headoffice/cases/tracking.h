// What anyone who holds the code may see (page 70, 71): the department, never a person, text, level or note.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/case_fold.h"

namespace redress::headoffice {

class Office;

enum class TrackingState {
  received,
  working,
  late,
  paused,
  answered,
  disputed,
  confirmed,
  closed,
  collision
};

struct TrackingStep {
  std::string kind;        // submitted, acknowledged, assigned, … of events the shopper may see
  std::string department;  // code; of the person who acted or to whom it was given
  Instant at;
};

struct Tracking {
  CaseCode code;
  TrackingState state = TrackingState::received;
  std::string mall, contact_type, language, department;
  Instant submitted_at;
  std::optional<Instant> first_answer_by, resolve_by, paused_until;  // no resolve_by while its clock stands still
  bool first_answer_extended = false, resolve_extended = false;  // the date is later because it was extended
  std::string pause_reason;
  bool escalated = false;  // late, and the ladder or a person has taken it to a manager: who, is not told
  std::vector<Answer> answers;      // newest last; text written for the shopper
  std::vector<TrackingStep> steps;  // newest first
  bool may_confirm = false, may_dispute = false, may_rate = false, may_add = false;
};

// Errc::not_found: well formed but not here (yet): say so, never "invalid" (screens-staff section 8).
Result<Tracking> track(Office& office, CaseCode code);

}  // namespace redress::headoffice
