// Screens 50 to 52 and what leads there.
#include <doctest/doctest.h>

#include "kiosk/scenes/scene_table.h"
#include "tests/scenes/stage.h"

using namespace redress;
using namespace redress::stage;

namespace {

using Prepare = std::function<void(SceneStage&)>;

Person ma_jun() {
  Person person;
  person.staff = "T0032";
  person.role = Role::technician;
  person.name = "马骏";
  return person;
}

void at_work(SceneStage& stage) {
  stage.here.role = DeviceRole::kiosk;
  stage.apply();
  stage.app.staff = StaffSession{};
  stage.app.staff->person = ma_jun();
}

Prepare plain(std::string scene, Prepare before = {}, Prepare after = {}) {
  return [=](SceneStage& stage) {
    at_work(stage);
    if (before) before(stage);
    stage.show(technician::scenes(), scene);
    if (after) after(stage);
  };
}

void look(const std::string& name, const Prepare& prepare) {
  look_at({.name = name, .audience = ui::Audience::staff, .prepare = prepare, .at_kiosk = true});
}

void two_sticks(SceneStage& s) {
  s.here.sync.waiting = 3;
  s.apply();
  s.desk.sticks_answer.answer = std::vector<Stick>{{"/media/locked", 4'000'000'000, true}, {"/media/ma/STICK", 7'800'000'000, false}};
}

void type_pin(SceneStage& s) {
  s.type("32");
  s.tap("field:pin");
  for (int i = 0; i < 6; ++i) s.press("key:1");
}

}  // namespace

TEST_CASE("technician screens keep size, contrast, fit and overlap in every language, size and orientation") {
  look("50-signin", plain("technician.signin", [](SceneStage& s) { s.app.staff.reset(); }));
  look("50-home", plain("technician.home", [](SceneStage& s) {
         s.here.sync.registered = s.here.sync.confirmed = 1204;
         s.here.floor = "3F";
         s.apply();
       }));
  look("50-home-faults", plain("technician.home", [](SceneStage& s) {
              s.here.printer.paper = PaperState::out;
              s.here.printer.online = false;  // as printers say
              s.here.clock_trusted = false;
              s.here.sync.phase = SyncPhase::offline;
              s.here.sync.registered = 1204;
              s.here.sync.confirmed = 1201;
              s.here.sync.waiting = 3;
              s.here.sync.oldest_waiting = kStageNow - 2 * kHour_ms;
              s.apply();
            }));
  look("51-enrol", plain("technician.enrol", [](SceneStage& s) {
              s.here.provisioned = false;
              s.apply();
            }));
  look(
      "51-enrol-waiting", plain("technician.enrol", [](SceneStage& s) {
        s.desk.enrol_state_answer.answer = EnrolView{EnrolView::State::waiting, "3F9A-71C2-0B6E-D845", ""};
      }));
  look("51-enrol-other-mall", plain("technician.enrol", [](SceneStage& s) {
         s.here.provisioned = false;
         s.apply();
         s.desk.enrol_answer.answer = Error{Errc::refused, "belongs to another mall"};
       }, [](SceneStage& s) {
         s.scan("2KP9HM4WZ3QR7XVD");
         s.tap("start");
       }));
  look("51-network", plain("technician.network"));
  look("51-network-broken", plain("technician.network", [](SceneStage& s) {
              ProbeReport report;
              report.encrypted = true;
              report.broken = ProbeStep::certificate;
              report.peer = "192.0.2.20";
              report.detail = "SSL certificate problem: self-signed certificate in certificate chain";
              s.desk.probe_answer.answer = report;
            }));
  look("52-printer", plain("technician.printer", {}, [](SceneStage& s) { s.tap("print"); }));
  look("52-printer-out", plain("technician.printer", [](SceneStage& s) {
              s.here.printer.paper = PaperState::out;
              s.apply();
              s.desk.printer_answer.answer = s.here.printer;
            }));
  look("53-scanner", plain("technician.scanner", {},
                                [](SceneStage& s) { s.scan("https://x.example/C/7K3QF8M2X9TJ"); }));
  look("53-settings", plain("technician.settings", [](SceneStage& s) { s.desk.technician_answer.answer.value().config.floor = "3F"; }));
  look("53-settings-changed", plain("technician.settings", {}, [](SceneStage& s) {
         s.tap("diagonal:less");
         s.tap("diagonal:less");
         s.tap("paper:58");
         s.tap("language:zh-Hant");
       }));
  look("54-storage", plain("technician.storage", {}, [](SceneStage& s) { s.tap("verify"); }));
  look("54-storage-exported", plain("technician.storage", two_sticks, [](SceneStage& s) { s.tap("export"); }));
}

TEST_CASE("only a technician's right PIN opens the screens, others learn nothing about people") {
  SceneStage s(true, ui::Audience::staff);
  s.show(technician::scenes(), "technician.signin");
  s.desk.sign_in_answer.answer = SignIn{};
  type_pin(s);
  CHECK(words(s.tap("next")) == "redraw");
  CHECK_FALSE(s.app.staff);
  SignIn service;
  service.person = sample_person();
  s.desk.sign_in_answer.answer = service;
  for (int i = 0; i < 6; ++i) s.press("key:1");
  CHECK(words(s.tap("next")) == "redraw");
  CHECK_FALSE(s.app.staff);
  CHECK_FALSE(s.sees(service.person->name));
  SignIn right;
  right.person = ma_jun();
  s.desk.sign_in_answer.answer = right;
  for (int i = 0; i < 6; ++i) s.press("key:1");
  CHECK(words(s.tap("next")) == "replace technician.home");
  REQUIRE(s.app.staff);
}

TEST_CASE("maintenance ends by itself after ten minutes without a touch and forgets the person") {
  SceneStage s(true, ui::Audience::staff);
  plain("technician.home")(s);
  CHECK(words(s.pass(9 * 60'000)) == "stay");
  s.tap("check");
  CHECK(words(s.pass(9 * 60'000)) == "stay");
  CHECK(words(s.pass(60'000)) == "home");
  CHECK_FALSE(s.app.staff);
}

TEST_CASE("the home tells what is registered, confirmed and waiting, and counts what is wrong") {
  SceneStage s(false, ui::Audience::staff);
  plain("technician.home", [](SceneStage& stage) {
    stage.here.sync.registered = 4214;
    stage.here.sync.confirmed = 4211;
    stage.here.sync.waiting = 3;
    stage.here.printer.paper = PaperState::out;
    stage.apply();
  })(s);
  CHECK(s.sees("故障 1"));
  CHECK(s.sees("缺纸"));
  CHECK(s.all_words().find("已登记 4214") != std::string::npos);
  s.tap("sync");
  CHECK(s.desk.called("sync_now"));
}

TEST_CASE("a device that head office revoked, or does not know, is a fault that the home names") {
  SceneStage s(true, ui::Audience::staff);
  at_work(s);
  for (const auto& [phase, said] : {std::pair{SyncPhase::revoked, "已被总部停用"}, {SyncPhase::unknown, "总部不认识本机"}}) {
    s.here.sync.phase = phase;
    s.apply();
    s.show(technician::scenes(), "technician.home");
    CHECK(s.sees(said));
  }
}

TEST_CASE("settings of the place are kept only when saved, then the screens open anew; a failed save says why and loses nothing") {
  SceneStage s(false, ui::Audience::staff);
  plain("technician.settings")(s);
  s.tap("paper:58");
  s.tap("volume:more");
  CHECK(s.sees("2 项已改，还没有保存"));
  s.tap("discard");
  CHECK_FALSE(s.sees("还没有保存"));
  CHECK_FALSE(s.desk.called("save_settings"));
  s.tap("paper:58");
  s.tap("floor:more");
  s.desk.settings_answer.answer = Error{Errc::full, "the disk is full"};
  CHECK(words(s.tap("save")) == "redraw");
  CHECK(s.sees("没有保存：磁盘已满"));
  CHECK(s.sees("2 项已改，还没有保存"));
  s.desk.settings_answer.answer = true;
  CHECK(words(s.tap("save")) == "reopen");
  REQUIRE(s.desk.saved_settings.size() == 2);
  CHECK(s.desk.saved_settings.back().printer_width_mm == 58);
  CHECK(s.desk.saved_settings.back().floor == s.app.site()->floors.front().code);
  CHECK(s.desk.saved_settings.back().volume_percent == Config{}.volume_percent);
}

TEST_CASE("a scan is shown to the technician and gone when the screen is left") {
  SceneStage s(false, ui::Audience::staff);
  plain("technician.scanner")(s);
  s.scan("ABC-123");
  CHECK(s.sees("ABC-123"));
  s.leave_and_enter();
  CHECK_FALSE(s.sees("ABC-123"));
}

TEST_CASE("enrolment asks with address and code, waits, and says in words what is wrong") {
  SceneStage s(true, ui::Audience::staff);
  s.here.provisioned = false;
  s.apply();
  auto known = s.desk.technician_answer.answer.value();
  known.head_office.clear();
  s.desk.technician_answer.answer = known;
  s.show(technician::scenes(), "technician.enrol");
  s.type("office.example");
  s.desk.enrol_answer.answer = Error{Errc::unauthorised, "used"};
  s.scan("ABCD-EFGH");
  s.tap("start");
  CHECK(s.desk.called("enrol https://office.example"));
  CHECK(s.sees("入网码已失效"));
  s.desk.enrol_answer.answer = EnrolView{EnrolView::State::waiting, "3F9A-71C2-0B6E-D845", ""};
  s.tap("start");
  CHECK(s.sees("等待总部批准"));
  for (auto group : {"3F9A", "71C2", "0B6E", "D845"}) CHECK(s.sees(group));
  (void)s.pass(2 * 60'000);  // asks again by itself; the desk now says approved
  CHECK(s.sees("入网完成"));
}

TEST_CASE("the address is known from the configuration, and an address that fails says which step broke") {
  SceneStage s(true, ui::Audience::staff);
  s.here.provisioned = false;
  s.apply();
  s.show(technician::scenes(), "technician.enrol");
  s.desk.enrol_answer.answer = Error{Errc::unavailable, "nothing came back"};
  ProbeReport report;
  report.broken = ProbeStep::name;
  s.desk.probe_answer.answer = report;
  s.scan("ABCD-EFGH");
  s.tap("start");
  CHECK(s.desk.called("enrol https://office.example"));
  CHECK(s.desk.called("probe https://office.example"));
  CHECK(s.sees("找不到这个名字"));
}

TEST_CASE("the network test begins by itself, says where it broke and tries again") {
  SceneStage s(false, ui::Audience::staff);
  ProbeReport report;
  report.broken = ProbeStep::connection;
  report.detail = "Connection refused";
  s.desk.probe_answer.answer = report;
  plain("technician.network")(s);
  CHECK(s.sees("Connection refused"));
  CHECK(s.sees("服务器找到了，但连不上"));
  report = {};
  report.encrypted = true;
  report.certificate_days = 12;
  report.clock_offset_ms = 252'000;
  s.desk.probe_answer.answer = report;
  s.tap("test");
  CHECK(s.sees("还有 12 天到期"));
  CHECK(s.sees("慢 5 分钟"));
  CHECK(s.sees("可以和总部通信"));
}

TEST_CASE("an export goes to the stick that takes it, and every failure has its words") {
  SceneStage s(false, ui::Audience::staff);
  plain("technician.storage", two_sticks)(s);
  s.tap("export");
  CHECK(s.desk.called("export_to /media/ma/STICK"));
  CHECK(s.sees("可以拔出"));
  s.desk.export_answer.answer = Error{Errc::full, "no space"};
  s.tap("export");
  CHECK(s.sees("空间不够"));
  s.desk.sticks_answer.answer = std::vector<Stick>{};
  (void)s.pass(2'000);
  CHECK(s.sees("没有插入"));
  const auto* button = s.find("export");
  REQUIRE(button);
  CHECK(button->off);
}
