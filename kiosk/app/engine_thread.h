// The engine on its own thread, as a Desk for the screens. Screens never wait: commands go into a queue, answers come
// in Pendings, and the screen is woken. Also answers the local socket, so that subcommands work while `run` is alive.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "core/base/json.h"
#include "kiosk/app/desk.h"
#include "kiosk/app/engine.h"
#include "kiosk/app/print_room.h"
#include "kiosk/app/service.h"
#include "sync/uplink/uplink_thread.h"

namespace redress {

class EngineThread : public Desk {
 public:
  // The engine is used on this thread only from here on. `on_news` runs on any thread whenever an answer or new
  // surroundings are there (it wakes the screen).
  EngineThread(Engine& engine, std::function<void()> on_news);
  ~EngineThread() override;

  // After the first picture (decision 24): checks the record, then talks to head office. Until then it answers, but
  // takes no complaints.
  void begin();
  // The newest surroundings. Any thread.
  std::shared_ptr<const Surroundings> surroundings() const;
  // Any thread; waits for the answer (the local socket's thread).
  Json answer(const Json& request);
  // Something changed outside (a pull brought events, the printer changed). Any thread.
  void refresh();

  void prepare() override;
  void note_visit(const std::string& language) override;
  Pending<Submitted> submit(Intake intake) override;
  Pending<Submitted> preview(Intake intake) override;
  Pending<PrintView> print(CaseCode code, const std::string& language, const std::string& staff) override;
  Pending<PrintView> print_state(CaseCode code) override;
  Pending<CaseView> look_up(CaseCode code, const std::optional<Person>& person) override;
  Pending<Uuid> act(Action action, const std::optional<Person>& person) override;
  Pending<Uuid> raise_alarm(const std::string& kind) override;
  Pending<Uuid> withdraw_alarm(const std::string& id) override;
  Pending<Uuid> answer_alarm(const std::string& id, const Person& person) override;
  Pending<bool> delivered(const Uuid& event) override;
  Pending<std::string> staff_name(const std::string& number) override;
  Pending<SignIn> sign_in(const std::string& number, std::string pin) override;
  Pending<QueueView> queue(QueueFilter filter, const Person& person) override;
  Pending<Contact> open_contact(CaseCode code, const std::string& purpose, const Person& person) override;
  Pending<std::vector<FoundCase>> find_by_phone(PhoneQuestion question, const Person& person) override;
  Pending<Team> team() override;
  Pending<Uuid> act_together(std::vector<Action> actions, const Person& person) override;
  Pending<CaseView> what_if(std::vector<Action> actions, const Person& person) override;
  Pending<CaseView> judge_intake(Intake intake) override;
  Pending<std::vector<QueueRowView>> similar(const std::string& category, const std::string& place, const Person& person) override;
  Pending<Submitted> register_case(Intake intake, std::vector<CaseCode> same, const Person& person) override;
  Pending<std::vector<AnswerFinding>> check_answer(CaseCode code, std::string text) override;
  void note_scan(CaseCode code, const std::optional<Person>& person) override;
  Pending<TechnicianView> inspect_device() override;
  Pending<EnrolView> enrol(const std::string& url, const std::string& code) override;
  Pending<EnrolView> enrol_state() override;
  void sync_now() override;
  Pending<bool> save_settings(Config wanted) override;
  Pending<PrintView> print_test_page() override;
  Pending<PrinterStatus> printer_status() override;
  Pending<ProbeReport> probe(const std::string& url) override;
  Pending<std::vector<Stick>> sticks() override;
  Pending<std::string> export_to(const std::string& folder) override;
  Pending<std::vector<std::string>> verify() override;

 private:
  using Post = void (EngineThread::*)(std::function<void()> job);
  template <class T, class Work>
  Pending<T> ask(Work work, Post how = &EngineThread::post);
  void post(std::function<void()> job);
  void post_look(std::function<void()> job);
  void post_when_contacts_are_here(std::function<void()> job);
  void post_when_queue_is_here(std::function<void()> job);
  bool is_idle();
  bool catch_up();
  void work();
  void check_record();
  void care_daily();
  void note_approval();
  void start_uplink();
  void publish();
  std::shared_ptr<Surroundings> look_around();
  SyncView look_at_sync();
  template <class Work>
  auto wait_for(Work work);
  Json answer_there(const Json& request);
  Json sync_and_wait();

  Engine& engine_;
  Machine& machine_;
  Service service_;
  std::function<void()> on_news_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  std::shared_ptr<const Surroundings> surroundings_;
  std::int64_t revision_ = 0;
  RecordState record_ = RecordState::checking;
  std::int64_t cared_at_ms_ = 0;
  bool forgets_ = false;  // what is old, since then
  std::atomic<int> new_cases_ = 0;
  bool has_news_ = true;        // for publish(); engine thread
  bool has_caught_up_ = false;  // something, since it was last told; engine thread
  bool stop_ = false;
  // Threads of their own that call refresh(): after everything it needs.
  PrintRoom printing_;
  std::unique_ptr<Network> network_;
  std::unique_ptr<UplinkThread> uplink_;
  std::string uplink_url_;
  std::atomic<bool> is_probing_ = false;
  std::thread probing_;  // at most one; ends by itself
  std::thread thread_;
};

template <class T, class Work>
Pending<T> EngineThread::ask(Work work, Post how) {
  auto pending = Pending<T>::started();
  // std::function wants copies; the work may hold a PIN, so it is shared, not copied.
  auto shared = std::make_shared<Work>(std::move(work));
  (this->*how)([this, pending, shared] {
    pending.set((*shared)());
    on_news_();
  });
  return pending;
}

}  // namespace redress
