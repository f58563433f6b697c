// A desk that records what it is asked and answers with what the test laid out: at once, or by hand.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kiosk/app/desk.h"

namespace redress::stage {

// One question of the desk. `answer` is given at once unless `by_hand`; then the test calls give().
template <class T>
class Question {
 public:
  explicit Question(Result<T> given) : answer(std::move(given)) {}
  Pending<T> ask() {
    asked_.push_back(Pending<T>::started());
    if (!by_hand) asked_.back().set(answer);
    return asked_.back();
  }
  // Answers the last question; wake the scene afterwards (Stage::wake).
  void give(Result<T> now) { asked_.back().set(std::move(now)); }
  void give() { give(answer); }
  std::size_t count() const { return asked_.size(); }

  Result<T> answer;
  bool by_hand = false;

 private:
  std::vector<Pending<T>> asked_;
};

Team sample_team();

class FakeDesk final : public Desk {
 public:
  FakeDesk();

  // "raise_alarm injury", "submit", "act confirm", "print 7K3Q-F8M2-X9TJ": name and the telling argument.
  std::vector<std::string> calls;
  bool called(std::string_view call) const;
  std::vector<Intake> submitted_intakes;
  std::vector<Action> actions;
  std::vector<QueueFilter> filters;
  std::vector<Action> supposed;      // what_if

  Question<Submitted> submit_answer, preview_answer;
  Question<PrintView> print_answer, print_state_answer, test_page_answer;
  Question<CaseView> look_up_answer;
  Question<Uuid> act_answer, alarm_answer, withdraw_answer, answered_answer;
  Question<bool> delivered_answer;
  Question<std::string> staff_name_answer, export_answer;
  Question<SignIn> sign_in_answer;
  Question<QueueView> queue_answer;
  Question<Contact> contact_answer;
  Question<Team> team_answer;
  Question<std::vector<FoundCase>> found_answer;
  std::vector<PhoneQuestion> questions;  // find_by_phone
  Question<CaseView> what_if_answer, judge_answer;
  Question<std::vector<QueueRowView>> similar_answer;
  std::vector<CaseCode> linked;      // register_case
  Question<std::vector<AnswerFinding>> check_answer_answer;
  Question<TechnicianView> technician_answer;
  Question<EnrolView> enrol_answer, enrol_state_answer;
  Question<PrinterStatus> printer_answer;
  Question<std::vector<std::string>> verify_answer;
  Question<ProbeReport> probe_answer;
  Question<std::vector<Stick>> sticks_answer;
  Question<bool> settings_answer;
  std::vector<Config> saved_settings;

  void prepare() override;
  void note_visit(const std::string& language) override { calls.push_back("note_visit " + language); }
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
  Pending<PrintView> print_test_page() override;
  Pending<PrinterStatus> printer_status() override;
  Pending<ProbeReport> probe(const std::string& url) override;
  Pending<std::vector<Stick>> sticks() override;
  Pending<std::string> export_to(const std::string& folder) override;
  Pending<std::vector<std::string>> verify() override;
  Pending<bool> save_settings(Config wanted) override;
};

}  // namespace redress::stage
