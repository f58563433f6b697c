// The device's one engine: everything that screens, CLI and local socket do goes through it (decision 19).
// Owns the store; synchronous. Thread: one at a time (EngineThread, or the CLI's only thread).
#pragma once

#include <future>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/model/absence.h"
#include "core/model/action.h"
#include "core/model/intake.h"
#include "core/model/lookup.h"
#include "core/policy/action_fits.h"
#include "core/policy/cluster.h"
#include "core/seal/sealed_part.h"
#include "core/store/store.h"
#include "kiosk/app/case_board.h"
#include "kiosk/app/case_view.h"
#include "kiosk/app/desk.h"
#include "kiosk/app/machine.h"
#include "kiosk/app/surroundings.h"
#include "sync/wire/enrolment.h"
#include "sync/wire/health.h"

namespace redress::wire {
struct Document;
}

namespace redress {

struct Policy;
struct Site;
struct Wording;

struct ReceiptContent;
struct TestPageContent;

class Engine {
 public:
  // Errc::busy: another process owns the folder. An unprovisioned device opens too; see provisioned().
  static Result<std::unique_ptr<Engine>> open(Machine& machine, const std::string& folder);
  ~Engine();

  Store& store() { return *store_; }
  Machine& machine() { return machine_; }
  const std::string& folder() const { return folder_; }
  bool provisioned() const { return provision_.has_value() && policy_ && site_; }
  DeviceRole role() const;
  const std::optional<wire::EnrolAnswer>& provision() const { return provision_; }
  const std::shared_ptr<const Policy>& policy() const { return policy_; }
  const std::shared_ptr<const Site>& site() const { return site_; }
  const std::shared_ptr<const Wording>& wording() const { return wording_; }
  const std::string& device_name() const { return device_name_; }
  // After enrolment and after every pull that brought documents.
  Status reload_documents();
  // The last time they could not be read (a full disk): what is stored may be newer than what is in use.
  bool documents_due() const { return documents_due_; }
  // Looks the whole record through. What is damaged is set aside and salvaged, complaints go on in a fresh file.
  Status mend();

  // --- a shopper's visit (engine_visit.cpp) ---
  // A mark on the disk while one is under way, with its language and nothing that was answered; empty: it ended.
  Status note_visit(const std::string& language);
  // The language of the visit that the last run never ended, once.
  std::optional<std::string> take_cut_visit();

  // --- complaints (engine_submit.cpp) ---
  void prepare_seal();  // the slow half of sealing, ahead of time on a thread of its own (decision 26)
  Result<Submitted> preview(const Intake& intake);
  // Durable when it returns. `by`: staff registering for a shopper, who then owns it (R102); the case is linked to
  // `same`, which are the same matter.
  Result<Submitted> submit(Intake intake, const std::optional<Person>& by, const std::vector<CaseCode>& same = {});

  // --- cases (engine_act.cpp, engine_view.cpp, engine_queue.cpp) ---
  // Who does it: staff and PIN of the action, checked; nobody for a shopper.
  Result<std::optional<Person>> authenticate(const Action& action);
  Result<Appended> act(const Action& action, const std::optional<Person>& by);
  // Several steps of one case as one: all are written, durably, or none.
  Result<std::vector<Assignable>> assignable_staff();
  Result<std::vector<Appended>> act_together(std::span<const Action> actions, const std::optional<Person>& by);
  // The case as it would be judged after these steps; nothing is written.
  Result<CaseView> what_if(std::span<const Action> actions, const std::optional<Person>& by);
  // A complaint as it would be judged if it were registered now; nothing is written.
  Result<CaseView> judge_intake(const Intake& intake);
  // Complaints of the last days that may be the same matter, newest first (screen 46).
  Result<std::vector<QueueRowView>> similar(const std::string& category, const std::string& place, const Person& person);
  // Names of the shopper and of staff, telephone numbers and internal words in an answer (screens-staff 45).
  Result<std::vector<AnswerFinding>> check_answer(CaseCode code, const std::string& text);
  // Who works here and what is on their desks.
  Result<Team> team();
  Result<CaseView> look_up(CaseCode code, const std::optional<Person>& person);
  Result<QueueView> queue(const QueueFilter& filter, const Person& person);
  // A few milliseconds of what queue(), team() and look_up() would otherwise do whole; false: nothing is left
  // to do.
  bool catch_up();
  bool has_queue() { return board_.is_near(*store_); }  // queue() and team() answer quickly
  // From here on look_up() and queue() leave same complaints out until catch_up() has found out whose they
  // are.
  void defer_neighbours() { defers_neighbours_ = true; }
  Result<Contact> open_contact(CaseCode code, const std::string& purpose, const Person& person);
  // A lost receipt (engine_lost.cpp). The first says which contacts catch_up() has to open for the second to
  // be quick.
  Status expect_contacts(int days);
  bool has_contacts() const { return strangers_.empty(); }
  // Newest first, those this person may see; the question is recorded before this returns. Errc::limit: asked
  // too often. Errc::unauthorised: no counter, or not their role. Errc::invalid names what is wrong.
  Result<std::vector<FoundCase>> find_by_phone(const PhoneQuestion& question, const Person& person);
  Result<SignIn> sign_in(const std::string& number, const std::string& pin);
  Status note_scan(CaseCode code, const std::optional<Person>& person);

  // --- receipt (engine_receipt.cpp) ---
  // `copy` 2 and more says DUPLICATE.
  Result<ReceiptContent> receipt(CaseCode code, const std::string& language, int copy);
  TestPageContent test_page() const;

  // --- device (engine_device.cpp) ---
  Result<Uuid> raise_alarm(const std::string& kind, const std::optional<CaseCode>& code);
  Result<Uuid> withdraw_alarm(const Uuid& alarm);
  Result<Uuid> answer_alarm(const Uuid& alarm, const Person& person);
  Result<TechnicianView> inspect_device();
  // Findings, empty: all well. What may take seconds (asking the printer and head office, checking every record)
  // the screens leave to others: `thorough` false.
  std::vector<std::string> doctor(bool thorough = true) { return doctor(machine_, thorough); }
  std::vector<std::string> doctor(Machine& machine, bool thorough = true);  // as if it were set up so
  wire::DeviceHealth health(wire::PrinterHealth printer);     // what head office is told of this device
  std::string head_office_url();  // as enrolled, else as configured; may be empty

 private:
  Engine(Machine& machine, std::string folder) : machine_(machine), folder_(std::move(folder)) {}
  Status read_documents();
  void take_mall_keys(const wire::Document& document);
  Status check_against_policy(const Intake& intake) const;
  Result<Submitted> promise(const Intake& intake, const Stamp& stamp) const;
  Draft make_draft(std::string kind, std::optional<CaseCode> code, Actor actor, Json body);
  Result<Draft> sealed_draft(std::string kind, CaseCode code, Actor actor, Json body, const Json& sealed);
  Result<Json> open_sealed_json(CaseCode code, const Uuid& event);
  Result<CaseState> state_of(CaseCode code);
  CaseView judged(CaseCode code, const std::vector<CaseEvent>& events, const std::optional<Person>& person);
  // Without the same complaints of others.
  CaseFacts own_facts(const CaseState& state, const std::vector<CaseEvent>& events) const;
  CaseFacts facts(const CaseState& state, const std::vector<CaseEvent>& events);
  Result<std::vector<LinkView>> links_of(const CaseState& state);
  Status judge_board(Instant now, std::size_t most);
  // engine_cluster.cpp
  using GroupKey = std::tuple<std::string, std::string, std::int64_t>;  // category, place, stretch of time
  std::string person_of(const Json& contact) const;
  std::string person_of(CaseCode code);
  void find_person(SameComplaint& one);  // an erased one has none
  Result<CountsAs> counts_as_when_erased(const CaseState& state);
  bool waits_for_persons(const std::vector<SameComplaint>& group);
  void forget_changed_groups();
  const ComplaintGroup* kept_group(const GroupKey& key, const SameComplaint& own) const;
  void keep_group(GroupKey key, ComplaintGroup group);
  std::vector<ClusterFact> clusters(const CaseFacts& facts, const std::string& place, SameComplaint own);
  Result<QueueRowView> queue_row(const CaseRow& row, const Person& person, Instant now);
  Result<QueueRowView> work_out(const CaseRow& row, const Person& person, Instant now);

  Machine& machine_;
  std::string folder_;
  std::unique_ptr<Store> store_;
  std::optional<wire::EnrolAnswer> provision_;
  std::shared_ptr<const Policy> policy_;
  std::shared_ptr<const Site> site_;
  std::shared_ptr<const Wording> wording_;
  std::string device_name_;
  std::vector<BoxPublicKey> recipients_;
  std::map<std::string, Absence, std::less<>> absences_;  // staff who said when they are away
  std::vector<BoxKeyPair> mall_keys_;  // counter only, newest last
  std::future<std::unique_ptr<PreparedSeal>> prepared_;
  CaseBoard board_;
  std::unordered_map<CaseCode, std::string>
      persons_;                             // whose complaint it is (decision 17), never written down
  std::unordered_set<CaseCode> nobodys_;    // asked for without its sealed part
  std::map<GroupKey, ComplaintGroup> groups_;  // same complaints worked out, until one of their cases changes
  std::int64_t groups_newest_ = -1;         // event up to which groups_ is right
  std::unordered_set<CaseCode> strangers_;  // to be asked for by catch_up()
  bool defers_neighbours_ = false;
  bool documents_due_ = false;
};

constexpr std::size_t kMost_similar = 3;

// When and by which clock an event is written; Store::append keeps it.
void put_stamp(Event& event, const Stamp& stamp);
Actor actor_of(const std::optional<Person>& person);

}  // namespace redress
