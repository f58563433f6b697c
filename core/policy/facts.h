// What the rules need to know of a case: plain values filled from the fold of its events (core/model), from
// other cases (clusters) and from the transport. Times are corrected to UTC. Nothing here is ever stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/instant.h"
#include "core/base/uuid.h"
#include "core/model/case_code.h"
#include "core/model/words.h"

namespace redress {

struct PauseFact {
  Instant from;
  std::optional<Instant> to;  // still paused if absent
  std::string reason;         // shopper, supplier, general_office
  std::optional<Instant> until = {};  // as announced
};

struct ExtensionFact {
  Instant at, until;
};

struct RegradeFact {
  Instant at;
  int level = 4;
  std::vector<std::string> silences;     // trigger codes; empty: all that held at that time
  bool concurrent_with_previous = false; // neither author knew the other: the worse level holds (decision 7)
  std::string by;                        // who, for the explanation
};

// A complaint of the same category and place (R53).
struct SameComplaint {
  CaseCode code;
  Instant at;          // corrected capture time
  Uuid device;         // where it was captured
  std::string person;  // person key (decision 17); empty: not known or anonymous
  std::optional<CountsAs> erased = {};  // then nobody knows its person any more
};

struct ClusterFact {
  std::string trigger;                   // code of the policy's rule
  Instant since;                         // when it had enough people
  int people = 0;                        // this one's among them
  std::vector<CaseCode> others;          // cases of the cluster, in the order of their capture
  std::vector<Instant> joined = {};      // when it got another person since
};

struct CaseFacts {
  // From the intake.
  std::string contact_type = "complaint";
  std::string category, subcategory;     // after recategorised
  Instant captured_at;                   // corrected capture time
  bool clock_trusted = true;             // decision 9
  std::optional<Instant> arrived_at;     // at head office or at the counter that judges
  bool registered_by_staff = false;      // who so had it from the start
  std::optional<Instant> occurred_at;    // start of the day the shopper named
  bool injured = false, promise_broken = false, media_or_court = false;
  std::int64_t loss_fen = 0;             // a band counts by its lower bound
  bool has_earlier_case = false;
  // As printed on the receipt (stored on submitted); a policy change never moves it later (decision 7).
  std::optional<Instant> promised_first_answer, promised_resolve;

  // From later events.
  std::vector<Instant> departments_involved;  // one a department, when it first became involved; any order
  std::optional<Instant> acknowledged_at;     // also by registering for a shopper, or a later step without it
  std::optional<Instant> assigned_at, investigated_at;  // first time; also by a later step without it
  std::optional<Instant> first_answer_at;     // first replied or fed_back
  std::vector<Instant> fed_back;              // results given, in order
  std::vector<Instant> disputed, reopened;    // in order
  std::optional<Instant> confirmed_at, archived_at;
  std::vector<PauseFact> pauses;
  std::vector<RegradeFact> regrades;          // in case order
  std::vector<Instant> escalated;
  std::vector<Instant> repeats;               // linked as repeat of an earlier case
  std::vector<ExtensionFact> extensions;      // in case order: the last one counts (R68, R70)
  std::vector<Instant> complex_found;         // each time it was investigated as complex (R58)
  std::string validity = "undecided";
  std::optional<Instant> validity_since;

  // From other cases: same complaints by different people (R53), what clusters_of() finds.
  std::vector<ClusterFact> clusters;
};

}  // namespace redress
