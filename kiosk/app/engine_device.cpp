#include "core/seal/sign.h"
#include "kiosk/app/engine.h"

namespace redress {

Result<Uuid> Engine::raise_alarm(const std::string& kind, const std::optional<CaseCode>& code) {
  auto body = Json::object();
  body.set("alarm", kind);
  REDRESS_TRY_ASSIGN(auto appended, store_->append(make_draft(std::string(device_event::alarm_raised), code, {}, std::move(body))));
  AlarmRow row;
  row.event = appended.id;
  row.incarnation = store_->identity().incarnation;
  row.alarm = kind;
  row.code = code ? to_compact(*code) : std::string();
  row.at = appended.at;
  REDRESS_TRY(store_->put_alarm(row));
  return appended.id;
}

namespace {

Json about(const Uuid& alarm) { return Json::object().set("alarm_event", to_text(alarm)); }

Status close_alarm(Store& store, const Uuid& alarm) {
  REDRESS_TRY_ASSIGN(auto open, store.alarms());
  for (auto row : open) {
    if (row.event != alarm) continue;
    row.open = false;
    REDRESS_TRY(store.put_alarm(row));
  }
  return {};
}

}  // namespace

Result<Uuid> Engine::withdraw_alarm(const Uuid& alarm) {
  REDRESS_TRY_ASSIGN(auto appended, store_->append(make_draft(std::string(device_event::alarm_withdrawn), {}, {}, about(alarm))));
  REDRESS_TRY(close_alarm(*store_, alarm));
  return appended.id;
}

Result<Uuid> Engine::answer_alarm(const Uuid& alarm, const Person& person) {
  auto draft = make_draft(std::string(device_event::alarm_answered), {}, actor_of(person), about(alarm));
  REDRESS_TRY_ASSIGN(auto appended, store_->append(draft));
  REDRESS_TRY(close_alarm(*store_, alarm));
  return appended.id;
}

}  // namespace redress
