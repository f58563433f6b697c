#include "kiosk/app/engine_thread.h"

#include <future>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/app/exit_code.h"
#include "kiosk/receipt/receipt.h"
#include "sync/uplink/enrol.h"

namespace redress {

namespace {

constexpr std::int64_t kSync_patience_ms = 60'000;

SyncPhase phase_of(const UplinkProgress& progress) {
  if (!progress.approved) return progress.trouble == Trouble::waiting ? SyncPhase::waiting_for_approval : SyncPhase::revoked;
  if (progress.quarantined > 0) return SyncPhase::refused;
  if (progress.sending && progress.waiting > 0) return SyncPhase::syncing;
  if (progress.offline_since) return SyncPhase::offline;
  return progress.last_success ? SyncPhase::synced : SyncPhase::never;
}

wire::PrinterHealth printer_health(const Surroundings& here) {
  using enum wire::PrinterHealth;
  if (!here.has_printer) return none;
  switch (fault_of(here.printer)) {
    case PrintFault::paper_out:
      return out;
    case PrintFault::cover_open:
      return wire::PrinterHealth::cover_open;
    case PrintFault::cutter_jam:
      return wire::PrinterHealth::cutter_jam;
    case PrintFault::overheated:
      return wire::PrinterHealth::overheated;
    case PrintFault::offline:
      return here.printer.answers_status ? wire::PrinterHealth::offline : unknown;
    default:
      break;
  }
  if (here.printer.paper == PaperState::near_end) return low;
  return here.printer.paper == PaperState::ok ? ok : unknown;
}

SyncView view_of(const UplinkProgress& progress) {
  SyncView view;
  view.phase = phase_of(progress);
  view.waiting = static_cast<std::int64_t>(progress.waiting);
  view.sent = static_cast<std::int64_t>(progress.sent);
  view.total = static_cast<std::int64_t>(progress.total);
  view.last_success = progress.last_success;
  view.offline_since = progress.offline_since;
  view.oldest_waiting = progress.oldest_at;
  view.refused = static_cast<std::int64_t>(progress.quarantined);
  view.confirmed = static_cast<std::int64_t>(progress.confirmed);
  view.trouble = progress.error_key;
  view.detail = progress.error_detail;
  return view;
}

}  // namespace

EngineThread::EngineThread(Engine& engine, std::function<void()> on_news)
    : engine_(engine), machine_(engine.machine()), service_(engine), on_news_(std::move(on_news)),
      printing_(machine_, engine.store(), [this] { refresh(); }), network_(machine_.open_network(machine_.config)) {
  engine_.defer_neighbours();
  surroundings_ = look_around();
  thread_ = std::thread([this] { work(); });
}

EngineThread::~EngineThread() {
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_one();
  thread_.join();
  if (probing_.joinable()) probing_.join();
  uplink_.reset();
}

void EngineThread::begin() {
  post([this] { check_record(); });
}

std::shared_ptr<const Surroundings> EngineThread::surroundings() const {
  std::lock_guard lock(mutex_);
  return surroundings_;
}

void EngineThread::post(std::function<void()> job) {
  post_look([this, job = std::move(job)] {
    has_news_ = true;
    job();
  });
}

// Who only looks is no news: everybody who shows something would look again.
void EngineThread::post_look(std::function<void()> job) {
  {
    std::lock_guard lock(mutex_);
    jobs_.push_back(std::move(job));
  }
  wake_.notify_one();
}

void EngineThread::work() {
  for (;;) {
    std::function<void()> job;
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [&] { return stop_ || !jobs_.empty(); });
      if (stop_) return;
      job = std::move(jobs_.front());
      jobs_.pop_front();
    }
    job();
    if (engine_.store().met_damage()) check_record();
    if (!is_idle()) continue;
    if (std::exchange(has_news_, false)) {
      publish();
      (void)engine_.store().tidy().ok();
      care_daily();
    }
    if (catch_up()) publish();
  }
}

bool EngineThread::is_idle() {
  std::lock_guard lock(mutex_);
  return !stop_ && jobs_.empty();
}

// What nobody waits for, piece by piece. True: all of it is done, and something is known now that was not.
// Told before, each piece would have whoever shows a case look and draw again, which keeps the next piece
// waiting.
bool EngineThread::catch_up() {
  while (is_idle()) {
    if (!engine_.catch_up()) return std::exchange(has_caught_up_, false);
    has_caught_up_ = true;
  }
  return false;
}

// Asked behind whoever came meanwhile, until the queue is in memory.
void EngineThread::post_when_queue_is_here(std::function<void()> job) {
  post_look([this, job = std::move(job)]() mutable {
    if (!engine_.has_queue() && engine_.catch_up()) return post_when_queue_is_here(std::move(job));
    job();
  });
}

void EngineThread::post_when_contacts_are_here(std::function<void()> job) {
  post_look([this, job = std::move(job)]() mutable {
    if (!engine_.has_contacts() && engine_.catch_up()) return post_when_contacts_are_here(std::move(job));
    post(std::move(job));
  });
}

// Something came down, so a person at head office has approved this device meanwhile.
void EngineThread::note_approval() {
  if (!engine_.provision() || engine_.provision()->status == wire::EnrolStatus::approved) return;
  if (ask_enrolment_again(engine_.store(), *network_, machine_.clock).ok()) (void)engine_.reload_documents().ok();
}

// A kiosk forgets sealed parts that head office has backed up; a counter needs its notes (decision 15). Both
// forget what was set aside damaged, and look their record through, as at the start.
void EngineThread::care_daily() {
  const auto now = machine_.clock.monotonic_ms();
  if (cared_at_ms_ && now - cared_at_ms_ < kDay_ms) return;
  if (cared_at_ms_) check_record();
  cared_at_ms_ = now;
  (void)engine_.store().drop_damaged().ok();
  if (engine_.role() == DeviceRole::kiosk) (void)engine_.store().prune().ok();
}

void EngineThread::check_record() {
  record_ = engine_.mend().ok() ? RecordState::ready : RecordState::failed;
  start_uplink();
}

void EngineThread::start_uplink() {
  auto known = provision(engine_.store());
  if (!known.ok() || !*known || (*known)->url.empty() || (*known)->url == uplink_url_) return;
  uplink_url_ = (*known)->url;
  UplinkThread::Callbacks callbacks;
  callbacks.on_received = [this](const RunReport& report) {
    new_cases_ += static_cast<int>(report.cases.size());
    if (report.documents > 0) post([this] { (void)engine_.reload_documents().ok(); });
    post([this] { note_approval(); });
    refresh();
  };
  callbacks.on_progress = [this] { refresh(); };
  UplinkThreadOptions options;
  uplink_ = std::make_unique<UplinkThread>(engine_.store(), *network_, machine_.clock, machine_.random, (*known)->target(),
                                           std::move(callbacks), options);
}

void EngineThread::refresh() {
  post([] {});
}

void EngineThread::publish() {
  auto next = look_around();
  if (uplink_) uplink_->tell_health(engine_.health(printer_health(*next)));
  next->revision = ++revision_;
  {
    std::lock_guard lock(mutex_);
    surroundings_ = next;
  }
  on_news_();
}

// Head office answers alike to who still waits and whom it revoked; what was told before makes the difference.
SyncView EngineThread::look_at_sync() {
  const auto progress = uplink_->progress();
  auto view = view_of(progress);
  if (progress.online || progress.trouble == Trouble::waiting) (void)note_answer(engine_.store(), progress.trouble).ok();
  const auto how = standing(engine_.store());
  if (view.phase == SyncPhase::waiting_for_approval && how.ok() && *how == Standing::revoked)
    view.phase = SyncPhase::revoked;
  return view;
}

std::shared_ptr<Surroundings> EngineThread::look_around() {
  auto here = std::make_shared<Surroundings>();
  auto& store = engine_.store();
  here->provisioned = engine_.provisioned();
  here->role = engine_.role();
  here->device_name = engine_.device_name();
  here->mall = engine_.provision() ? engine_.provision()->mall : std::string();
  here->fingerprint = fingerprint(store.identity().signing.public_key());
  here->policy = engine_.policy();
  here->site = engine_.site();
  here->wording = engine_.wording();
  if (here->site) here->zone = std::make_shared<const Zone>(here->site->zone);
  here->record = record_ == RecordState::ready && !store.space().reserve_held ? RecordState::full : record_;
  here->clock_trusted = store.stamp().trusted;
  here->has_printer = printing_.has_printer();
  here->has_scanner = machine_.config.scanner != "none";
  here->scanner_side = machine_.config.scanner_side;
  here->floor = machine_.config.floor;
  here->printer = printing_.status();
  if (uplink_) here->sync = look_at_sync();
  if (auto head = store.head(); head.ok()) here->sync.registered = static_cast<std::int64_t>(head->seq);
  if (!uplink_)
    if (auto queue = store.queue_state(); queue.ok()) here->sync.waiting = static_cast<std::int64_t>(queue->waiting);
  auto alarms = store.alarms();
  auto devices = store.devices();
  if (alarms.ok()) {
    for (const auto& row : *alarms) {
      AlarmView view{to_text(row.event), row.alarm, {}, {}, row.at, false, false, row.number > 0};
      if (auto code = parse_case_code(row.code); code.ok()) view.code = *code;
      if (row.incarnation == store.identity().incarnation) view.device = engine_.device_name();
      if (devices.ok())
        for (const auto& device : *devices)
          if (device.incarnation == row.incarnation) view.device = device.name;
      here->alarms.push_back(std::move(view));
    }
  }
  here->new_cases = new_cases_;
  return here;
}

Json EngineThread::sync_and_wait() {
  if (!uplink_) return service_.answer(Json::object().set("do", "sync"));
  const auto before = uplink_->progress();
  uplink_->sync_now();
  auto until = machine_.clock.monotonic_ms() + kSync_patience_ms;
  for (;;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    auto progress = uplink_->progress();
    bool done = progress.waiting == 0 && !progress.sending && progress.online;
    // Trouble from before is no answer: each half of the uplink ends a round first.
    bool tried = progress.sendings > before.sendings && progress.listenings > before.listenings;
    bool failed = tried && progress.trouble != Trouble::none;
    if (!done && !failed && machine_.clock.monotonic_ms() < until) continue;
    Json reply = Json::object();
    reply.set("queue_empty", progress.waiting == 0);
    reply.set("out", progress.waiting == 0 ? "queue empty" : std::to_string(progress.waiting) + " events wait");
    return sync_ended(std::move(reply), engine_.store(), {progress.trouble, progress.error_detail, -1}, progress.waiting == 0);
  }
}

Json EngineThread::answer(const Json& request) {
  if (request["do"].string() == "sync") return sync_and_wait();
  auto promise = std::make_shared<std::promise<Json>>();
  auto future = promise->get_future();
  post([this, request, promise] {
    bool enrols = request["do"].string() == "enrol";  // as enrol()
    if (enrols) uplink_.reset(), uplink_url_.clear();
    promise->set_value(service_.answer(request));
    if (enrols) start_uplink();
  });
  auto reply = future.get();
  if (uplink_) uplink_->news();
  return reply;
}

void EngineThread::prepare() {
  post([this] { engine_.prepare_seal(); });
}

Pending<Submitted> EngineThread::submit(Intake intake) {
  return ask<Submitted>([this, intake = std::move(intake)]() mutable {
    auto done = engine_.submit(std::move(intake), std::nullopt);
    if (done.ok() && uplink_) uplink_->news();
    return done;
  });
}

Pending<Submitted> EngineThread::preview(Intake intake) {
  return ask<Submitted>([this, intake = std::move(intake)] { return engine_.preview(intake); },
                        &EngineThread::post_look);
}

Pending<PrintView> EngineThread::print(CaseCode code, const std::string& language, const std::string& staff) {
  return ask<PrintView>([=, this]() -> Result<PrintView> {
    REDRESS_TRY_ASSIGN(auto copy, printing_.next_copy(code));
    REDRESS_TRY_ASSIGN(auto content, engine_.receipt(code, language, copy));
    return printing_.print(code, staff, content);
  });
}

Pending<PrintView> EngineThread::print_state(CaseCode code) {
  return ask<PrintView>([=, this] { return printing_.state_of(code); });
}

Pending<CaseView> EngineThread::look_up(CaseCode code, const std::optional<Person>& person) {
  return ask<CaseView>([=, this] { return engine_.look_up(code, person); }, &EngineThread::post_look);
}

Pending<Uuid> EngineThread::act(Action action, const std::optional<Person>& person) {
  return ask<Uuid>([this, action = std::move(action), person]() -> Result<Uuid> {
    REDRESS_TRY_ASSIGN(auto done, engine_.act(action, person));
    if (uplink_) uplink_->news();
    return done.id;
  });
}

Pending<Uuid> EngineThread::raise_alarm(const std::string& kind) {
  return ask<Uuid>([=, this] {
    auto done = engine_.raise_alarm(kind, std::nullopt);
    if (uplink_) uplink_->sync_now();
    return done;
  });
}

Pending<Uuid> EngineThread::withdraw_alarm(const std::string& id) {
  return ask<Uuid>([=, this]() -> Result<Uuid> {
    auto alarm = uuid_from_text(id);
    if (!alarm) return invalid("not an alarm");
    auto done = engine_.withdraw_alarm(*alarm);
    if (uplink_) uplink_->sync_now();
    return done;
  });
}

Pending<Uuid> EngineThread::answer_alarm(const std::string& id, const Person& person) {
  return ask<Uuid>([=, this]() -> Result<Uuid> {
    auto alarm = uuid_from_text(id);
    if (!alarm) return invalid("not an alarm");
    auto done = engine_.answer_alarm(*alarm, person);
    if (uplink_) uplink_->sync_now();
    return done;
  });
}

Pending<bool> EngineThread::delivered(const Uuid& event) {
  return ask<bool>([=, this]() -> Result<bool> {
    REDRESS_TRY_ASSIGN(auto bytes, engine_.store().event_bytes(event));
    if (!bytes) return false;
    REDRESS_TRY_ASSIGN(auto parsed, parse_event(as_text(*bytes)));
    REDRESS_TRY_ASSIGN(auto state, engine_.store().sync_state());
    return parsed.seq <= state.stored.seq;
  });
}

Pending<std::string> EngineThread::staff_name(const std::string& number) {
  return ask<std::string>([=, this]() -> Result<std::string> {
    if (engine_.role() == DeviceRole::kiosk) return std::string();
    REDRESS_TRY_ASSIGN(auto row, engine_.store().staff_member(number));
    return row ? row->name : std::string();
  });
}

Pending<SignIn> EngineThread::sign_in(const std::string& number, std::string pin) {
  return ask<SignIn>([this, number, pin = std::move(pin)]() mutable {
    auto result = engine_.sign_in(number, pin);
    wipe(pin);
    return result;
  });
}

Pending<QueueView> EngineThread::queue(QueueFilter filter, const Person& person) {
  new_cases_ = 0;
  return ask<QueueView>([=, this] { return engine_.queue(filter, person); },
                        &EngineThread::post_when_queue_is_here);
}

Pending<Contact> EngineThread::open_contact(CaseCode code, const std::string& purpose, const Person& person) {
  return ask<Contact>([=, this] { return engine_.open_contact(code, purpose, person); });
}

Pending<std::vector<FoundCase>> EngineThread::find_by_phone(PhoneQuestion question, const Person& person) {
  post_look([this, days = question.days] { (void)engine_.expect_contacts(days).ok(); });
  return ask<std::vector<FoundCase>>(
      [this, question = std::move(question), person]() mutable {
        auto found = engine_.find_by_phone(question, person);
        wipe(question.phone);
        if (uplink_) uplink_->news();
        return found;
      },
      &EngineThread::post_when_contacts_are_here);
}

Pending<Team> EngineThread::team() {
  return ask<Team>([this] { return engine_.team(); }, &EngineThread::post_when_queue_is_here);
}

Pending<Uuid> EngineThread::act_together(std::vector<Action> actions, const Person& person) {
  return ask<Uuid>([this, actions = std::move(actions), person]() -> Result<Uuid> {
    REDRESS_TRY_ASSIGN(auto done, engine_.act_together(actions, person));
    if (uplink_) uplink_->news();
    return done.back().id;
  });
}

Pending<CaseView> EngineThread::what_if(std::vector<Action> actions, const Person& person) {
  return ask<CaseView>(
      [this, actions = std::move(actions), person] { return engine_.what_if(actions, person); },
      &EngineThread::post_look);
}

Pending<CaseView> EngineThread::judge_intake(Intake intake) {
  return ask<CaseView>([this, intake = std::move(intake)] { return engine_.judge_intake(intake); },
                       &EngineThread::post_look);
}

Pending<std::vector<QueueRowView>> EngineThread::similar(const std::string& category, const std::string& place, const Person& person) {
  return ask<std::vector<QueueRowView>>([=, this] { return engine_.similar(category, place, person); },
                                        &EngineThread::post_look);
}

Pending<Submitted> EngineThread::register_case(Intake intake, std::vector<CaseCode> same, const Person& person) {
  return ask<Submitted>([this, intake = std::move(intake), same = std::move(same), person]() mutable {
    auto done = engine_.submit(std::move(intake), person, same);
    if (done.ok() && uplink_) uplink_->news();
    return done;
  });
}

Pending<std::vector<AnswerFinding>> EngineThread::check_answer(CaseCode code, std::string text) {
  return ask<std::vector<AnswerFinding>>([this, code, text = std::move(text)]() mutable {
    auto found = engine_.check_answer(code, text);
    wipe(text);
    return found;
  });
}

void EngineThread::note_scan(CaseCode code, const std::optional<Person>& person) {
  post([=, this] { (void)engine_.note_scan(code, person).ok(); });
}

}  // namespace redress
