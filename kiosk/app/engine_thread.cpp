#include "kiosk/app/engine_thread.h"

#include <future>
#include <optional>
#include <type_traits>

#include "kiosk/app/exit_code.h"
#include "sync/uplink/enrol.h"

namespace redress {

namespace {

constexpr std::int64_t kSync_patience_ms = 60'000;

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
      if (engine_.documents_due()) (void)engine_.reload_documents().ok();
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
  if (!cared_at_ms_ || now - cared_at_ms_ >= kDay_ms) {
    if (cared_at_ms_) check_record();
    cared_at_ms_ = now;
    forgets_ = true;
  }
  // What is old is not known before the clock is trusted.
  if (!forgets_ || !engine_.store().stamp().trusted) return;
  forgets_ = false;
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

// Engine and uplink belong to the engine's thread: whoever else wants something of them has it done there.
template <class Work>
auto EngineThread::wait_for(Work work) {
  auto promise = std::make_shared<std::promise<std::invoke_result_t<Work>>>();
  auto future = promise->get_future();
  post_look([promise, work = std::move(work)]() mutable { promise->set_value(work()); });
  return future.get();
}

Json EngineThread::sync_and_wait() {
  const auto progress_now = [this] { return uplink_ ? std::optional(uplink_->progress()) : std::nullopt; };
  const auto before = wait_for([this, progress_now] {
    const auto progress = progress_now();
    if (uplink_) uplink_->sync_now();
    return progress;
  });
  if (!before) return answer_there(Json::object().set("do", "sync"));
  const auto until = machine_.clock.monotonic_ms() + kSync_patience_ms;
  for (;;) {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    const auto progress = wait_for(progress_now);
    if (!progress)
      return Json::object()
          .set("error", "this device is being enrolled: sync again when that is done")
          .set("exit", static_cast<int>(kExit_later));
    const bool done = progress->waiting == 0 && !progress->sending && progress->online;
    // Trouble from before is no answer: each half of the uplink ends a round first.
    const bool tried = progress->sendings > before->sendings && progress->listenings > before->listenings;
    const bool failed = tried && progress->trouble != Trouble::none;
    if (!done && !failed && machine_.clock.monotonic_ms() < until) continue;
    Json reply = Json::object();
    reply.set("queue_empty", progress->waiting == 0);
    reply.set("out", progress->waiting == 0 ? "queue empty" : std::to_string(progress->waiting) + " events wait");
    return sync_ended(std::move(reply), engine_.store(), {progress->trouble, progress->error_detail, -1}, progress->waiting == 0);
  }
}

Json EngineThread::answer(const Json& request) {
  return request["do"].string() == "sync" ? sync_and_wait() : answer_there(request);
}

Json EngineThread::answer_there(const Json& request) {
  return wait_for([this, request] {
    has_news_ = true;
    const bool enrols = request["do"].string() == "enrol";  // as enrol()
    if (enrols) {
      uplink_.reset();
      uplink_url_.clear();
    }
    auto reply = service_.answer(request);
    if (enrols) start_uplink();
    if (uplink_) uplink_->news();
    return reply;
  });
}

}  // namespace redress
