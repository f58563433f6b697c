#include "tests/scenes/fake_desk.h"

#include <algorithm>

#include "tests/scenes/sample_case.h"

namespace redress::stage {

namespace {

Uuid some_id(std::uint8_t n) {
  Uuid id;
  id.bytes.fill(n);
  return id;
}

SignIn signed_in() {
  SignIn in;
  in.person = sample_person();
  return in;
}

TechnicianView technician_view() {
  TechnicianView view;
  view.incarnation = to_text(some_id(7));
  view.fingerprint = "4F2A-9C31-77D0";
  view.head_office = "https://office.example";
  view.data_folder = "/var/lib/redress";
  view.version = "0.1.0";
  view.policy_version = view.site_version = "2026-04";
  view.events = 1204;
  view.cases = 318;
  view.database_bytes = 18'400'000;
  view.free_bytes = 21'000'000'000;
  view.clock_offset_ms = 120;
  view.clock_measured = view.enrolled = view.approved = true;
  view.config.printer = "tcp:192.0.2.10:9100";
  view.test_page = {.title = "测试页 TEST", .place = "星河广场  K07", .time = "2026年4月16日 14:06",
                    .samples = {"简体：投诉、建议、咨询、求助", "繁體：投訴、建議、諮詢、求助", "English: complaints, ideas, questions", "生僻字：龘 犇 骉 㙍 𠮷 䶮", "0O 1lI 8B 5S 2Z"},
                    .qr_text = "HTTPS://TEST.EXAMPLE/C/000000000000", .density_words = "黑条应当均匀", .edge_words = "左右竖线都要看得见", .cut_words = "到这里切纸"};
  view.last_backup = view.last_verify = kStageNow - 5 * kHour_ms;
  return view;
}

CaseView judged_intake() {
  auto view = sample_case(Stage::acknowledge, kStageNow, true);
  view.state.departments = {"tenant"};
  return view;
}

PrintView printed() {
  PrintView view;
  view.state = PrintView::State::printed;
  view.parts_done = 5;
  return view;
}

ProbeReport reached() {
  ProbeReport report;
  report.peer = "192.0.2.20";
  report.encrypted = true;
  report.trip_ms = 38;
  report.certificate_days = 212;
  report.clock_offset_ms = 120;
  return report;
}

PrinterStatus ready_printer() {
  PrinterStatus status;
  status.online = true;
  status.paper = PaperState::ok;
  return status;
}

}  // namespace

Team sample_team() {
  Team team;
  team.people = {{sample_person(), 2, {}},
                 {sample_person(Role::handler), 1, {}},
                 {sample_person(Role::supervisor), 3, {}},
                 {sample_person(Role::manager), 0, {}},
                 {{"2052", Role::handler, "engineering", "吴磊"}, 6, {}}};
  team.open_in_department = {{"tenant", 5}, {"engineering", 6}, {"service", 8}};
  return team;
}

FakeDesk::FakeDesk()
    : submit_answer(sample_submitted()),
      preview_answer(sample_submitted()),
      print_answer(printed()),
      print_state_answer(printed()),
      test_page_answer(printed()),
      look_up_answer(sample_case(Stage::confirm)),
      act_answer(some_id(1)),
      alarm_answer(some_id(2)),
      withdraw_answer(some_id(3)),
      answered_answer(some_id(4)),
      delivered_answer(false),
      staff_name_answer(std::string("周敏")),
      export_answer(std::string("redress-K07-20260416.tar")),
      sign_in_answer(signed_in()),
      queue_answer(sample_queue()),
      contact_answer(Contact{"陈女士", "13900001234", "", "", false, false}),
      team_answer(sample_team()),
      found_answer(std::vector<FoundCase>{}),
      what_if_answer(sample_case(Stage::investigate, kStageNow, true)),
      judge_answer(judged_intake()),
      similar_answer(std::vector<QueueRowView>{}),
      check_answer_answer(std::vector<AnswerFinding>{}),
      technician_answer(technician_view()),
      enrol_answer(EnrolView{EnrolView::State::waiting, "4F2A-9C31-77D0", ""}),
      enrol_state_answer(EnrolView{EnrolView::State::approved, "4F2A-9C31-77D0", ""}),
      printer_answer(ready_printer()),
      verify_answer(std::vector<std::string>{}),
      probe_answer(reached()),
      sticks_answer(std::vector<Stick>{{"/media/stick", 7'800'000'000, false}}),
      settings_answer(true) {}

bool FakeDesk::called(std::string_view call) const {
  return std::find(calls.begin(), calls.end(), call) != calls.end();
}

void FakeDesk::prepare() {
  calls.emplace_back("prepare");
}

Pending<Submitted> FakeDesk::submit(Intake intake) {
  calls.emplace_back("submit");
  submitted_intakes.push_back(std::move(intake));
  return submit_answer.ask();
}

Pending<Submitted> FakeDesk::preview(Intake) {
  calls.emplace_back("preview");
  return preview_answer.ask();
}

Pending<PrintView> FakeDesk::print(CaseCode code, const std::string&, const std::string&) {
  calls.push_back("print " + to_grouped(code));
  return print_answer.ask();
}

Pending<PrintView> FakeDesk::print_state(CaseCode code) {
  calls.push_back("print_state " + to_grouped(code));
  return print_state_answer.ask();
}

Pending<CaseView> FakeDesk::look_up(CaseCode code, const std::optional<Person>&) {
  calls.push_back("look_up " + to_grouped(code));
  return look_up_answer.ask();
}

Pending<Uuid> FakeDesk::act(Action action, const std::optional<Person>&) {
  calls.push_back("act " + std::string(action.rule ? action.rule->name : ""));
  actions.push_back(std::move(action));
  return act_answer.ask();
}

Pending<Uuid> FakeDesk::raise_alarm(const std::string& kind) {
  calls.push_back("raise_alarm " + kind);
  return alarm_answer.ask();
}

Pending<Uuid> FakeDesk::withdraw_alarm(const std::string& id) {
  calls.push_back("withdraw_alarm " + id);
  return withdraw_answer.ask();
}

Pending<Uuid> FakeDesk::answer_alarm(const std::string& id, const Person&) {
  calls.push_back("answer_alarm " + id);
  return answered_answer.ask();
}

Pending<bool> FakeDesk::delivered(const Uuid&) {
  calls.emplace_back("delivered");
  return delivered_answer.ask();
}

Pending<std::string> FakeDesk::staff_name(const std::string& number) {
  calls.push_back("staff_name " + number);
  return staff_name_answer.ask();
}

Pending<SignIn> FakeDesk::sign_in(const std::string& number, std::string) {
  calls.push_back("sign_in " + number);
  return sign_in_answer.ask();
}

Pending<QueueView> FakeDesk::queue(QueueFilter filter, const Person&) {
  calls.emplace_back("queue");
  filters.push_back(std::move(filter));
  return queue_answer.ask();
}

Pending<Contact> FakeDesk::open_contact(CaseCode, const std::string& purpose, const Person&) {
  calls.push_back("open_contact " + purpose);
  return contact_answer.ask();
}

Pending<std::vector<FoundCase>> FakeDesk::find_by_phone(PhoneQuestion question, const Person&) {
  questions.push_back(std::move(question));
  return found_answer.ask();
}

Pending<Team> FakeDesk::team() {
  calls.emplace_back("team");
  return team_answer.ask();
}

Pending<Uuid> FakeDesk::act_together(std::vector<Action> together, const Person&) {
  std::string call = "act_together";
  for (auto& action : together) {
    call += " " + std::string(action.rule->name);
    actions.push_back(std::move(action));
  }
  calls.push_back(call);
  return act_answer.ask();
}

Pending<CaseView> FakeDesk::what_if(std::vector<Action> steps, const Person&) {
  for (auto& action : steps) {
    calls.push_back("what_if " + std::string(action.rule->name));
    supposed.push_back(std::move(action));
  }
  return what_if_answer.ask();
}

Pending<CaseView> FakeDesk::judge_intake(Intake) {
  calls.emplace_back("judge_intake");
  return judge_answer.ask();
}

Pending<std::vector<QueueRowView>> FakeDesk::similar(const std::string& category, const std::string& place, const Person&) {
  calls.push_back("similar " + category + " " + place);
  return similar_answer.ask();
}

Pending<Submitted> FakeDesk::register_case(Intake intake, std::vector<CaseCode> same, const Person&) {
  calls.emplace_back("register_case");
  submitted_intakes.push_back(std::move(intake));
  linked = std::move(same);
  return submit_answer.ask();
}

Pending<std::vector<AnswerFinding>> FakeDesk::check_answer(CaseCode, std::string) {
  calls.emplace_back("check_answer");
  return check_answer_answer.ask();
}

void FakeDesk::note_scan(CaseCode code, const std::optional<Person>&) {
  calls.push_back("note_scan " + to_grouped(code));
}

Pending<TechnicianView> FakeDesk::inspect_device() {
  calls.emplace_back("inspect_device");
  return technician_answer.ask();
}

Pending<EnrolView> FakeDesk::enrol(const std::string& url, const std::string&) {
  calls.push_back("enrol " + url);
  return enrol_answer.ask();
}

Pending<EnrolView> FakeDesk::enrol_state() {
  calls.emplace_back("enrol_state");
  return enrol_state_answer.ask();
}

void FakeDesk::sync_now() {
  calls.emplace_back("sync_now");
}

Pending<PrintView> FakeDesk::print_test_page() {
  calls.emplace_back("print_test_page");
  return test_page_answer.ask();
}

Pending<PrinterStatus> FakeDesk::printer_status() {
  calls.emplace_back("printer_status");
  return printer_answer.ask();
}

Pending<ProbeReport> FakeDesk::probe(const std::string& url) {
  calls.push_back("probe " + url);
  return probe_answer.ask();
}

Pending<std::vector<Stick>> FakeDesk::sticks() { return sticks_answer.ask(); }

Pending<std::string> FakeDesk::export_to(const std::string& folder) {
  calls.push_back("export_to " + folder);
  return export_answer.ask();
}

Pending<bool> FakeDesk::save_settings(Config wanted) {
  calls.emplace_back("save_settings");
  saved_settings.push_back(std::move(wanted));
  return settings_answer.ask();
}

Pending<std::vector<std::string>> FakeDesk::verify() {
  calls.emplace_back("verify");
  return verify_answer.ask();
}

}  // namespace redress::stage
