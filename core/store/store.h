// The device's store (kiosk and counter): event log, sealed parts, case rows, sync state, staff, ledgers.
// One owner of a data folder (decision 19); everything durable when the call returns.
//
// Thread: every call may come from any thread, one runs at a time. append() is short; long work (verify,
// backup) runs on its own reader or in one copy. Errors: Errc::full and io mean "not stored as far as we
// know; the same draft again is safe"; corrupt → recover(); busy → another process owns the folder (what
// names its pid).
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "core/base/result.h"
#include "core/env/clock.h"
#include "core/env/random.h"
#include "core/model/case_fold.h"
#include "core/policy/facts.h"
#include "core/store/database.h"
#include "core/store/identity.h"
#include "core/store/rows.h"
#include "core/store/sync_rows.h"

namespace redress {

class FolderOwner;
class ClockGuard;

struct StoreOptions {
  std::string folder;                       // DATA
  std::uint64_t reserve_bytes = 32u << 20;  // given up when the disk is full, so that sync and export go on
  Instant build_date{1'760'000'000'000};    // no event is older than the program
  int cache_kib = 2048;                     // of database pages
  std::string vfs;                          // tests only
};

struct OpenReport {
  bool fresh = false;              // first start in this folder
  bool identity_replaced = false;  // key or log was lost: this device must enrol again
  std::optional<SalvageReport> salvage;
};

class Store {
 public:
  static Result<std::unique_ptr<Store>> open(const StoreOptions& options, Clock& clock, Random& random);
  ~Store();
  Store(const Store&) = delete;

  const OpenReport& opened() const { return opened_; }
  const DeviceIdentity& identity() const { return *identity_; }
  const std::string& folder() const { return options_.folder; }
  // ---- Identity (store_identity.cpp)
  // Keys of an enrolment bundle instead of the generated ones. Errc::conflict once the log has an event.
  // References from identity() stay valid and show the new keys.
  Status adopt_identity(const DeviceIdentity& identity);
  // The name that leave_fork() and leave_revoked() begin: made at the first call and kept beside until then, so that
  // head office may know it before the old one is left.
  Result<DeviceIdentity> next_identity();
  // A forked log must not go on under its name: another incarnation begins, and what the old one still owes
  // stays to be sent (next_stranded). No effect on a log that is not forked. The device must be enrolled
  // anew. As above for references; nothing may be sending meanwhile.
  Status leave_fork();
  // Head office revoked this name for ever: another incarnation begins, and what the old one still owes becomes
  // its own, since nothing under the old name is taken any more. Otherwise as leave_fork().
  Status leave_revoked();

  // ---- Time and ids (store_clock.cpp)
  Stamp stamp();
  Instant now() { return stamp().time; }
  // How far the machine's clock is ahead of what head office measured in this boot; nothing: it measured none yet.
  std::optional<std::int64_t> clock_off_ms();
  Uuid new_event_id();
  // Head office's signed word, asked for when the monotonic clock stood at `asked_mono_ms`. True: what it measured of our
  // clock fits no more, so the next request must be measured anew.
  bool hear_time(Instant told, std::int64_t asked_mono_ms);
  // By which clocks to ask once more, so that head office measures them: earlier runs of this boot of the machine whose
  // events it never could correct.
  Result<std::vector<Stamp>> unmeasured_clocks();

  // ---- Log (store_log.cpp)
  // One durable commit, exactly one sync. Sets seq (and time), serialises once, updates the case row.
  // Errc::conflict: an event with this id and other content is here. Errc::full: also when the reserve is
  // gone and a draft is a new complaint.
  Result<Appended> append(const Draft& draft);
  Result<std::vector<Appended>> append(std::span<const Draft> drafts);
  Result<LogPoint> head();

  // ---- Reading (store_read.cpp); the same calls on StoreReader for other threads and processes
  Result<std::vector<CaseEvent>> events_of_case(CaseCode code);
  Result<std::optional<CaseRow>> case_row(CaseCode code);
  Result<std::vector<CaseRow>> cases(const CaseQuery& query);
  Result<std::uint64_t> count_cases(const CaseQuery& query);
  Result<std::optional<Bytes>> sealed_part(
      const Uuid& event);  // nothing: none, erased, pruned or not in scope
  Result<std::optional<Bytes>> event_bytes(const Uuid& event);
  // What was typed with this event was erased, or may never be kept here.
  Result<bool> is_erased(const Event& event);
  // Complaints of one category and place captured from `from` to `to` (R53); who made them is not known here.
  Result<std::vector<SameComplaint>> same_complaints(std::string_view category, std::string_view place,
                                                     Instant from, Instant to);
  // Of all stages, newest first; erased ones are left out.
  Result<std::vector<CaseCode>> cases_since(Instant submitted);
  // Since the answer whose `newest` is given; -1: all.
  Result<CaseChanges> cases_changed_since(std::int64_t newest);
  Result<std::vector<LinkRow>> links_to(CaseCode code);  // cases that were linked to this one
  Status rebuild_case_rows();

  // ---- Sync (store_out.cpp, store_in.cpp)
  Result<SyncState> sync_state();
  Result<QueueState> queue_state();
  // Consecutive own events after `after_seq`, at least one if there is one.
  Result<OutgoingRun> outgoing(std::uint64_t after_seq, std::size_t max_events, std::size_t max_bytes);
  // Errc::conflict: it contradicts our own log (fork or a log put back): nothing moved, the device is
  // flagged. An older acknowledgement of the same epoch changes nothing. Another epoch begins anew with its
  // horizons.
  Status apply_ack(const AckUpdate& ack);
  // Another epoch of head office (pull said reset): horizons and cursor back to nothing, all pages to be
  // relayed.
  Status begin_epoch(const Uuid& epoch);
  Result<InsertReport> apply_pull(const PullUpdate& update);
  // Events of a batch file whose author's signature was checked: shown here before head office has them.
  Result<InsertReport> insert_batch_events(std::span<const IncomingEvent> events);
  // Destroys own sealed parts that are backed up at head office and older than the hold time (a kiosk calls
  // it; a counter needs its notes). Returns how many. Does nothing while the clock is not trusted.
  // The hold time is longer than any copy of head office lives (35 days and the night that deletes it), so
  // whichever of them is restored, what it lacks is still here.
  Result<std::uint64_t> prune(std::int64_t hold_ms = 40 * kDay_ms);

  // What an earlier incarnation of this device still owes; pass it to add_relay_batch, then say so.
  Result<std::optional<StrandedRun>> next_stranded(std::size_t max_events, std::size_t max_bytes);
  Status stranded_taken(const Uuid& incarnation, std::uint64_t up_to_seq);
  Result<std::optional<KeptPage>> next_page_to_relay();
  Status page_relayed(std::int64_t id);
  Status page_refused(std::int64_t id);  // without a signature: set aside until offer_refused_pages
  Status offer_refused_pages();
  Status add_relay_batch(ByteView bytes);  // the same bytes again: nothing happens
  Result<std::optional<RelayBatch>> next_relay_batch();
  // Each as `rewritten` gives it back; what left one leaves the log's file with the next tidy().
  Status rewrite_relay_batches(const std::function<Bytes(ByteView)>& rewritten);
  Status relay_batch_done(std::int64_t id);
  Result<std::vector<QuarantineRow>> quarantine(int limit = 100);
  // Refused pieces that are no event of ours: kept raw.
  Status put_in_quarantine(const QuarantineRow& row);

  Status put_document(const Document& document);  // an older version changes nothing (rows.h)
  Status forget_document(std::string_view kind);
  Result<std::optional<Document>> document(std::string_view kind);
  Status put_devices(std::span<const DeviceRow> devices);
  Result<std::vector<DeviceRow>> devices();
  // Kiosks and counters but this one, each name once, longest silent first.
  Result<std::vector<DeviceNews>> newest_by_device();

  // ---- People and ledgers (store_people.cpp, store_ledgers.cpp)
  Status replace_staff(std::span<const StaffRow> staff);
  Result<std::vector<StaffRow>> staff();
  Result<std::optional<StaffRow>> staff_member(std::string_view number);
  // Counts the try durably before it checks the PIN (slow: 60 ms, outside the lock).
  // Errc::unauthorised: unknown number or wrong PIN. Errc::limit: five wrong ones within 15 minutes.
  Result<StaffRow> sign_in(std::string_view number, std::string_view pin);
  // Milliseconds until the next try is allowed, 0 now.
  Result<std::int64_t> locked_for_ms(std::string_view number);
  // How many wrong PINs this number may still have within the 15 minutes; 0 while locked. The same for
  // numbers nobody has.
  Result<int> tries_left(std::string_view number);

  Result<PrintRow> put_print_job(const PrintRow& row);  // id 0: inserts and returns the row with its id
  Result<std::vector<PrintRow>> print_jobs(std::string_view case_code);
  Result<std::vector<PrintRow>> unfinished_print_jobs(std::span<const std::string_view> final_states);
  Status put_alarm(const AlarmRow& row);  // by event id
  Result<std::vector<AlarmRow>> alarms(bool open_only = true);
  Result<std::uint64_t> last_alarm_number();

  // Of the policy in force: rows are folded anew when it is another than before.
  Status use_confirm_days(int days);
  Status put_setting(std::string_view key, std::string_view value);
  Result<std::optional<std::string>> setting(std::string_view key);

  // ---- Care (store_care.cpp, salvage.cpp)
  // Every own event's bytes, hash, chain, seq, sealed hash and grammar, the end of the log and the
  // acknowledged points; foreign events' hashes; page signatures if the key is given. Reads beside the
  // running store.
  Result<VerifyReport> verify(const std::optional<PublicKey>& head_office = std::nullopt);
  Status backup(const std::string& path);
  // Corrupt: call recover(). Run it after the first frame.
  Status quick_check();
  // Has any call met damage since this was asked last?
  bool met_damage();
  // Sets the damaged file aside whole, salvages its rows into a fresh one. The store goes on afterwards.
  Result<SalvageReport> recover();
  // Files that were set aside hold what people typed: they go after 35 days, like every copy. Does nothing
  // while the clock is not trusted.
  Status drop_damaged();
  // When idle: empties the WAL when it is large (or always, with force) and takes the reserve again when
  // space is back.
  Status tidy(bool force = false);
  SpaceReport space();
  // Database pages kept in memory from here on, as many as are used.
  Status use_cache(int kib);

 private:
  Store(const StoreOptions& options, Clock& clock, Random& random);
  Status start();
  bool lacks_database() const;
  Status open_database();
  Status make_durable();
  Status recycle();
  Status bind_identity();
  // What the old name owes is sent in its name (its key stays beside), or goes over to the new one.
  enum class Debts { stay, go_over };
  Status replace_identity(const DeviceIdentity& identity, Debts debts = Debts::stay);
  // Another incarnation and signing key; people's PINs and documents stay readable if the old key file is
  // whole.
  Status renew_identity(Debts debts = Debts::stay);
  Result<DeviceIdentity> successor_of(const DeviceIdentity& old);
  Status keep_old_key();
  Status start_clock();
  Status keep_clock(Database& db);  // inside the transaction that needs it
  Status read_clock_offset(Database& db);
  Status warm_up();
  Status usable();
  void note_failure(const Error& error);
  // One call at a time on an open database; after a failure it is closed and opened anew (store_guard.h).
  template <class Work>
  auto guarded(Work&& work) -> std::invoke_result_t<Work, Database&>;
  // The same inside one transaction.
  template <class Work>
  auto write(Work&& work) -> std::invoke_result_t<Work, Database&>;
  // For what may be lost with the power because it is learnt again: on the disk with the next write().
  template <class Work>
  auto write_unsynced(Work&& work) -> std::invoke_result_t<Work, Database&>;
  Result<std::vector<Appended>> append_once(std::span<const Draft> drafts);
  Status refuse_when_full(std::span<const Draft> drafts);
  bool release_reserve();
  Status hold_reserve();
  Result<SalvageReport> recover_now();
  Result<Database> open_beside() const;
  std::string file(std::string_view name) const;

  StoreOptions options_;
  Clock& clock_;
  Random& random_;
  std::mutex mutex_;
  OpenReport opened_;
  std::unique_ptr<FolderOwner> owner_;
  std::unique_ptr<DeviceIdentity> identity_;
  std::unique_ptr<ClockGuard> clock_guard_;
  std::optional<Database> db_;  // none: closed after a failure, opened again by the next call
  bool doubtful_ = false;       // an I/O error happened: reopen and make durable before going on
  bool tidy_due_ = false;
  bool damage_met_ = false;
};

}  // namespace redress
