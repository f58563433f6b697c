// What screens ask of the engine. Every call returns at once; the answer comes in the Pending, and the screen
// is woken when it is there. Implemented by EngineThread; tests may answer by hand.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/env/printer.h"
#include "core/env/probe.h"
#include "core/model/absence.h"
#include "core/model/action.h"
#include "core/model/case_fold.h"
#include "core/model/intake.h"
#include "core/model/lookup.h"
#include "core/policy/answer_check.h"
#include "kiosk/app/case_view.h"
#include "kiosk/app/config.h"
#include "kiosk/app/pending.h"
#include "kiosk/app/sticks.h"
#include "kiosk/receipt/test_page.h"

namespace redress {

struct Submitted {
  Uuid event;
  CaseCode code;
  Instant at;
  bool clock_trusted = false;
  std::optional<Instant> first_answer, resolve;  // promised; absent if the clock is not trusted
  int untrusted_hours = 24;                      // "within n hours of registration" instead
  std::string tracking_address;                  // text of the QR
};

struct PrintView {
  enum class State { none, queued, printing, printed, failed, uncertain } state = State::none;
  std::string message;   // message key when failed or uncertain
  int copy = 1;          // 2 …: DUPLICATE
  int parts_done = 0;    // of 5
};

struct SignIn {
  std::optional<Person> person;  // present: signed in
  int tries_left = 5;
  std::optional<Instant> locked_until;
  bool unknown_here = false;     // only told at a counter that was never online
};

struct Contact {                 // opened on demand, recorded as viewed (decision 18)
  std::string name, phone, email, address;
  bool erased = false, missing = false;
};

struct Colleague {
  Person person;
  int open = 0;                  // cases they own
  std::optional<Absence> away;   // planned, perhaps not now
};

struct Team {
  std::vector<Colleague> people;
  std::map<std::string, int, std::less<>> open_in_department;
};

struct TechnicianView {
  std::string incarnation, fingerprint, head_office, data_folder, version, policy_version, site_version;
  std::int64_t events = 0, cases = 0, database_bytes = 0, free_bytes = 0, quarantine = 0, clock_offset_ms = 0;
  bool clock_measured = false, enrolled = false, approved = false;
  Config config;                 // as it is used
  TestPageContent test_page;
  std::optional<Instant> last_backup, last_verify;
  std::vector<std::string> findings;  // what doctor says, one sentence each
};

struct EnrolView {
  enum class State { none, waiting, approved, rejected } state = State::none;
  std::string fingerprint, reason;
};

class Desk {
 public:
  virtual ~Desk() = default;

  // --- shopper ---
  virtual void prepare() = 0;  // key agreement ahead of time, while the shopper types (decision 26)
  // A visit is under way in this language, or (empty) none is: the next start tells whether one was cut off.
  virtual void note_visit(const std::string& language) = 0;
  virtual Pending<Submitted> submit(Intake intake) = 0;
  // The promise as it would be made now, for the review screen.
  virtual Pending<Submitted> preview(Intake intake) = 0;
  virtual Pending<PrintView> print(CaseCode code, const std::string& language, const std::string& staff) = 0;
  virtual Pending<PrintView> print_state(CaseCode code) = 0;
  virtual Pending<CaseView> look_up(CaseCode code, const std::optional<Person>& person) = 0;
  virtual Pending<Uuid> act(Action action, const std::optional<Person>& person) = 0;
  virtual Pending<Uuid> raise_alarm(const std::string& kind) = 0;      // injury, call_staff
  virtual Pending<Uuid> withdraw_alarm(const std::string& id) = 0;
  virtual Pending<Uuid> answer_alarm(const std::string& id, const Person& person) = 0;
  virtual Pending<bool> delivered(const Uuid& event) = 0;              // acknowledged by head office

  // --- staff ---
  virtual Pending<std::string> staff_name(const std::string& number) = 0;  // empty: not known; never at a kiosk
  virtual Pending<SignIn> sign_in(const std::string& number, std::string pin) = 0;
  virtual Pending<QueueView> queue(QueueFilter filter, const Person& person) = 0;
  virtual Pending<Contact> open_contact(CaseCode code, const std::string& purpose, const Person& person) = 0;
  // A lost receipt; takes a while where many contacts have to be opened first.
  virtual Pending<std::vector<FoundCase>> find_by_phone(PhoneQuestion question, const Person& person) = 0;
  virtual Pending<Team> team() = 0;
  // Several steps of one case as one; the id of the last.
  virtual Pending<Uuid> act_together(std::vector<Action> actions, const Person& person) = 0;
  // The case as it would be judged after these steps; nothing is written.
  virtual Pending<CaseView> what_if(std::vector<Action> actions, const Person& person) = 0;
  // A complaint as it would be judged if it were registered now; nothing is written.
  virtual Pending<CaseView> judge_intake(Intake intake) = 0;
  // Complaints of the last days that may be the same matter, newest first.
  virtual Pending<std::vector<QueueRowView>> similar(const std::string& category, const std::string& place, const Person& person) = 0;
  // For a shopper who phoned, wrote or stands at the desk; the person then owns it (R102). `same`: cases it is linked to.
  virtual Pending<Submitted> register_case(Intake intake, std::vector<CaseCode> same, const Person& person) = 0;
  virtual Pending<std::vector<AnswerFinding>> check_answer(CaseCode code, std::string text) = 0;
  virtual void note_scan(CaseCode code, const std::optional<Person>& person) = 0;  // scanned event

  // --- technician ---
  virtual Pending<TechnicianView> inspect_device() = 0;
  virtual Pending<EnrolView> enrol(const std::string& url, const std::string& code) = 0;
  virtual Pending<EnrolView> enrol_state() = 0;
  virtual void sync_now() = 0;
  virtual Pending<PrintView> print_test_page() = 0;
  virtual Pending<PrinterStatus> printer_status() = 0;
  // How far the address can be reached, on a thread of its own. Errc::busy: one look is under way.
  virtual Pending<ProbeReport> probe(const std::string& url) = 0;
  virtual Pending<std::vector<Stick>> sticks() = 0;
  virtual Pending<std::string> export_to(const std::string& folder) = 0;  // path written
  virtual Pending<std::vector<std::string>> verify() = 0;                 // empty: all events good
  virtual Pending<bool> save_settings(Config wanted) = 0;                 // in force after Step::reopen()
};

}  // namespace redress
