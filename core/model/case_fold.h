// A case is its events: the fold is a pure function, equal for any arrival order and any duplication.
// Order inside a case: its complaint, then causality (`seen`), then uncorrected author time, then id (decision 6). What was
// written before its author had the case moves it only as it then stands; until the complaint is here nothing moves.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/model/action.h"
#include "core/model/event.h"
#include "core/model/words.h"

namespace redress {

// An event as a reader has it: parsed, with where it came from and its corrected time.
struct CaseEvent {
  Event event;
  Uuid incarnation;       // of the author device; nil when not known
  Instant corrected_at;   // event.at plus the measured offset of that boot, if any
  Instant arrived_at;     // at this machine
};

struct Conflict {
  std::string rule;                // "stage", "owner", "regrade", "close_lost": key of the sentence conflict.<rule>
  std::vector<Uuid> events;        // the concurrent events, in order
  Uuid effective;                  // the one in effect by rule, or by a settled event
  bool settled = false;
};

struct Pause {
  Instant from;
  std::optional<Instant> to;       // end of a pause that is over
  std::optional<Instant> until;    // as announced
  std::string reason;
};

struct Rating {
  int speed = 0, result = 0, attitude = 0;  // 1–5, 0 = not given
  bool by_staff = false;
  Instant at;
};

struct Answer {                    // replied or fed_back: text written for the shopper
  std::string text;
  std::string department;
  Instant at;
};

struct Regrade {
  int level = 0;
  Instant at;
  std::vector<std::string> silences;
  Uuid event;
  std::string by;                  // staff number
};

struct Extension {                 // of the result's date, by a manager (R68)
  Instant at, until;
};

struct Link {                      // to another case, until it is unlinked
  std::string relation;            // duplicate, repeat, same_cause
  Instant at;
};

struct CallBack {                  // asked afterwards whether it is solved (R116)
  Instant at;
  bool reached = false;
};

struct Review {                    // of a result, by a supervisor or manager (R94)
  bool upheld = false;             // false: faulty
  Instant at;
  std::string by, resolved_by;     // staff numbers: who reviewed it, who gave it
};

struct Escalated {                 // by a person to whom it is now to see to; until it is assigned, resolved or closed
  std::string role, department;    // department empty: wherever they are
};

struct CaseState {
  CaseCode code;
  bool known = false;              // a submitted event is here; else only later events are
  bool collision = false;          // two submitted under one code: staff must settle (decision 1)
  std::vector<std::size_t> order;  // indexes into the folded events, in case order
  std::vector<Uuid> heads;         // events nobody has seen yet: the next author's `seen`

  Stage stage = Stage::acknowledge;
  Json intake = Json::object();    // body of submitted
  bool has_sealed_intake = false;
  Uuid submitted_event;
  Actor submitted_by;
  Instant submitted_at;            // corrected
  bool clock_trusted = false;
  Uuid submitted_incarnation;

  std::string category, subcategory;     // after recategorised
  std::vector<std::string> departments;  // responsible now
  std::string owner;                     // staff number
  std::string first_contact;             // first-contact owner (R102)
  std::string owner_department;
  int assigned_count = 0;                // how often assigned (first-contact resolution)
  std::map<std::string, Instant> departments_since;  // every department ever assigned, and since when (R50, R55)

  std::optional<Instant> acknowledged_at, assigned_at, investigated_at, resolved_at, first_answer_at, fed_back_at,
      confirmed_at, disputed_at, reopened_at, archived_at;
  std::vector<Instant> fed_back_times, disputed_times, reopened_times;  // all of them, in order
  int disputes = 0;
  std::string dispute_reason;
  std::vector<Answer> answers;           // newest last
  std::vector<Pause> pauses;
  bool paused = false;
  std::vector<Regrade> regrades;
  std::vector<Extension> extensions;     // the last one counts
  std::vector<Instant> escalated_at;
  std::optional<Escalated> escalated;
  Validity validity = Validity::undecided;
  std::optional<Instant> validity_since;
  std::vector<Instant> complex_found;    // each time it was investigated as complex
  std::string cause_class, complexity, outside_party;  // as last found (R40, R41, R43); empty: nobody said
  std::string staff_fault;                             // what followed from it (R98); empty: nobody said
  std::vector<std::string> remedies;
  std::string resolved_by;               // staff number of who gave the result that stands
  std::vector<Review> reviews;           // the last one of each result that was reviewed
  bool reviewed = false;                 // the result that stands was
  std::int64_t cost_fen = 0;
  std::vector<Rating> ratings;
  std::map<std::string, Link> links;     // by the other's compact code
  std::vector<CallBack> call_backs;
  bool held = false;
  Instant held_at;                       // if held: since when, and who said so
  std::string held_by;                   // staff number
  bool kept_long = false;                // archived as important (R124)
  bool erased = false;                   // the contact at least
  bool erased_all = false;
  CountsAs counts_as = CountsAs::nobody;  // if erased
  int additions = 0;                     // shopper's added events
  int prints = 0;
  std::set<std::string> waited_by;       // staff to be reminded of its arrival, until their next step (screen 47)
  std::optional<Instant> missing_since;  // not here: when staff first wrote about it, unless a manager did since
  std::vector<Conflict> conflicts;
  std::vector<Conflict> settled_conflicts;

  bool open() const { return stage != Stage::archived; }
};

// Events of ONE case, any order, duplicates allowed (same id counts once).
// `now` only serves what lapses by time: archived `confirm_days` of the policy after fed_back without dispute. Whether a
// dispute came in time its author has asked may(), by the policy that held there.
CaseState fold_case(CaseCode code, const std::vector<CaseEvent>& events, Instant now, int confirm_days);

// What is no complaint: a reply is its result (R11, R66).
bool settled_by_reply(const CaseState& state);

// About the result that stands: the shopper left a contact, and they were reached since or rated it themselves (R116, R117).
bool may_be_called(const CaseState& state);
bool was_called(const CaseState& state);

// When the result was given about which the shopper is still to be asked: they may be called, nobody reached them since
// and they did not rate it themselves. Nothing: no call-back is owed.
std::optional<Instant> call_back_owed_since(const CaseState& state);

struct Person {
  std::string staff;
  Role role = Role::service;
  std::string department;
  std::string name;
};

// "manager" or "supervisor engineering", as lists keep it; empty: nobody.
std::string escalated_to(const CaseState& state);
std::string escalated_to(const Json& escalated);  // of the event's body
// Whether that is this person's to see to. A supervisor sees to their own department; above it the role decides.
bool is_escalated_to(std::string_view escalated_to, const Person& person);

// Allowed, or the key of the reason ("assign_first", "needs_manager", "closed_over_7_days", …): texts refuse.<key>.
struct Permission {
  bool allowed = false;
  std::string reason;
};
// `person` absent: the shopper.
Permission may(const ActionRule& rule, const CaseState& state, const std::optional<Person>& person, Instant now,
               int reopen_days);

}  // namespace redress
