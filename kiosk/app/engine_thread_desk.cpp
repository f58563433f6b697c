// What shoppers and staff ask for: each a job for the engine's thread.
#include "kiosk/app/engine_thread.h"
#include "kiosk/receipt/receipt.h"

namespace redress {

void EngineThread::prepare() {
  post([this] { engine_.prepare_seal(); });
}

void EngineThread::note_visit(const std::string& language) {
  post([=, this] { (void)engine_.note_visit(language); });  // without it a notice is missing, nothing else
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
