#include <doctest/doctest.h>
#include <unistd.h>

#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/cases/case_list.h"
#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/command/control_socket.h"
#include "sync/headoffice/people/session.h"
#include "sync/headoffice/record/devices.h"
#include "sync/wire/document.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

struct Console {
  World world;
  headoffice::Outcome run(const std::vector<std::string>& words) {
    return run_command(*world.office, words, world.folder.path);
  }
  headoffice::Outcome elsewhere(const std::vector<std::string>& words) {
    return run_command_somewhere(world.folder.path, words, world.clock, world.random);
  }
};

}  // namespace

TEST_CASE(
    "commands answer through the process that owns the folder; without it they name its pid (decision 19)") {
  Console console;
  auto busy = console.elsewhere({"device", "list"});
  CHECK(busy.exit_code == 75);
  CHECK(busy.err.find(std::to_string(getpid())) != std::string::npos);
  auto socket = ControlSocket::listen(console.world.folder.path + "/control.sock",
                                      [&](const auto& words, const auto& folder) {
                                        return run_command(*console.world.office, words, folder);
                                      });
  REQUIRE(socket.ok());
  auto code = console.elsewhere({"enrol-code", "--mall", "xinghe", "--role", "kiosk", "--name", "南门"});
  CHECK(code.exit_code == 0);
  CHECK(code.out.size() == 20);  // four groups of four, hyphens, line feed: the code alone
  CHECK(wire::parse_enrol_code(code.out.substr(0, 19)).ok());
  CHECK(console.elsewhere({"nonsense"}).exit_code == 64);
}

TEST_CASE("what a command writes comes whole over the control socket, also the list of a million cases") {
  TemporaryFolder folder;
  const auto path = folder.path + "/control.sock";
  constexpr std::size_t kBytes = 260u << 20;
  auto socket = ControlSocket::listen(path, [](const auto&, const auto&) { return headoffice::Outcome{3, std::string(kBytes, 'x'), "a\nb"}; });
  REQUIRE(socket.ok());
  const auto answer = ask_control_socket(path, {"cases"}, "/");
  REQUIRE_MESSAGE(answer.ok(), (answer.ok() ? "" : answer.error().what));
  CHECK(answer->exit_code == 3);
  CHECK(answer->out.size() == kBytes);
  CHECK(answer->err == "a\nb");
}

TEST_CASE("a wrong command line says what is wrong and changes nothing") {
  Console console;
  auto error = [&](const std::vector<std::string>& words) {
    auto outcome = console.run(words);
    CHECK(outcome.exit_code != 0);
    CHECK(outcome.out.empty());
    return outcome.err;
  };
  CHECK(error({"enrol-code", "--mall", "xinghe"}).find("--role") != std::string::npos);
  CHECK(error({"enrol-code", "--mall", "nowhere", "--role", "kiosk", "--name", "x"}).find("nowhere") !=
        std::string::npos);
  CHECK(error({"enrol-code", "--mall", "xinghe", "--role", "robot", "--name", "x"}).find("--role") !=
        std::string::npos);
  CHECK(error({"cases", "--format", "xml"}).find("--format") != std::string::npos);
  CHECK(error({"cases", "--colour", "red"}).find("--colour") != std::string::npos);
  CHECK(error({"device", "approve", "nobody"}).find("nobody") != std::string::npos);
  CHECK(error({"user", "add", "--staff", "7001", "--name", "甲", "--role", "king"}).find("--role") !=
        std::string::npos);
  // As many digits as the screens of a device take.
  for (const char* pin : {"12", "1234", "12345678", "12345a"})
    CHECK(error({"user", "add", "--staff", "7001", "--name", "甲", "--role", "service", "--pin", pin}).find("pin") != std::string::npos);
  CHECK(error({"import", "/nowhere.redress"}).find("nowhere") != std::string::npos);
  CHECK(console.world.number("SELECT count(*) FROM enrol_code") == 0);
  CHECK(console.world.number("SELECT count(*) FROM person WHERE staff = '7001'") == 0);
}

TEST_CASE("role, mall and department of a person must go together, and the last administrator stays") {
  Console console;
  auto add = [&](const std::string& role, const std::vector<std::string>& more) {
    std::vector<std::string> words{"user", "add", "--staff", "7001", "--name", "甲", "--role", role};
    words.insert(words.end(), more.begin(), more.end());
    auto outcome = console.run(words);
    return outcome.exit_code == 0 ? std::string("done") : outcome.err.substr(0, outcome.err.find(':'));
  };
  CHECK(add("handler", {"--mall", "xinghe"}) == "department");
  CHECK(add("handler", {"--mall", "xinghe", "--department", "nosuch"}) == "department");
  CHECK(add("service", {"--department", "service"}) == "mall");
  CHECK(add("supervisor", {"--department", "service"}) == "mall");
  CHECK(add("administrator", {"--mall", "xinghe"}) == "mall");
  CHECK(add("analyst", {"--mall", "xinghe"}) == "mall");
  CHECK(add("manager", {"--department", "nosuch"}) == "department");
  CHECK(add("manager", {"--mall", "nowhere"}) == "mall");
  CHECK(console.world.number("SELECT count(*) FROM person WHERE staff = '7001'") == 0);
  CHECK(add("manager", {"--department", "general_office"}) == "done");
  CHECK(add("handler", {"--mall", "xinghe", "--department", "engineering"}) == "done");

  CHECK(add("administrator", {}) == "done");
  CHECK(console.run({"user", "remove", "--staff", "9001"}).exit_code == 0);  // the demonstration's
  const auto remove = std::vector<std::string>{"user", "remove", "--staff", "7001"};
  CHECK(console.run(remove).err.find("last administrator") != std::string::npos);
  CHECK(add("manager", {}) == "staff");  // would be one no more
  CHECK(console.world.number("SELECT count(*) FROM person WHERE role = 'administrator' AND active = 1") == 1);
  CHECK(console.run({"user", "add", "--staff", "7002", "--name", "乙", "--role", "administrator"}).exit_code == 0);
  CHECK(console.run(remove).exit_code == 0);
}

TEST_CASE("somebody who moves to another mall leaves the lists of the old one") {
  Console console;
  Device old(*console.world.office, "xinghe", "counter", "C1"), there(*console.world.office, "binjiang", "counter", "C2");
  const auto names = [&](const Device& device, std::string_view staff) {
    for (const auto& bytes : console.world.pull(device).documents) {
      auto document = wire::decode_document(bytes, console.world.office->keys().signing.public_key());
      if (!document.ok() || document->kind != wire::DocumentKind::staff) continue;
      auto content = wire::open_document_content(*document, device.box);
      REQUIRE(content.ok());
      return std::pair(document->version, content->dump().find("\"" + std::string(staff) + "\"") != std::string::npos);
    }
    return std::pair(std::int64_t{0}, false);
  };
  const auto before = names(old, "1002"), new_before = names(there, "1002");
  CHECK(before.second);
  const auto move = [&](std::vector<std::string> where) {
    where.insert(where.begin(), {"user", "add", "--staff", "1002", "--name", "李伟", "--role", "manager"});
    REQUIRE(console.run(where).exit_code == 0);
  };
  move({"--mall", "binjiang"});
  CHECK_FALSE(names(old, "1002").second);
  CHECK(names(old, "1002").first > before.first);  // or its counters would not be given it
  CHECK(names(there, "1002").second);
  CHECK(names(there, "1002").first > new_before.first);
  const auto of_one = names(old, "1002").first;
  move({});  // to head office: everywhere
  CHECK(names(old, "1002").second);
  CHECK(names(old, "1002").first > of_one);
}

TEST_CASE("a new password ends what the old one opened, whichever command gives it") {
  Console console;
  auto& office = *console.world.office;
  for (const auto& row : console.world.report.people) {
    if (row.staff != "1005") continue;
    const auto sign = [&](const std::string& password) { return sign_in(office, {}, row.staff, password).ok(); };
    REQUIRE(sign(row.password));
    const auto add = std::vector<std::string>{"user", "add", "--staff", "1005", "--name", row.name, "--role",
                                              "manager", "--mall", "xinghe"};
    REQUIRE(console.run(add).exit_code == 0);
    CHECK(console.world.number("SELECT count(*) FROM session WHERE staff = '1005'") == 1);
    auto with_password = add;
    with_password.insert(with_password.end(), {"--password", "another-password"});
    REQUIRE(console.run(with_password).exit_code == 0);
    CHECK(console.world.number("SELECT count(*) FROM session") == 0);
    CHECK_FALSE(sign(row.password));
    CHECK(sign("another-password"));
  }
}

TEST_CASE("a code of another mall than the folder's is answered so and left unused, whoever asks (decision 21)") {
  Console console;
  auto& office = *console.world.office;
  Device device(office, "xinghe", "kiosk", "K1");
  auto text = make_enrol_code(office, "binjiang", DeviceRole::kiosk, "K2", true);
  REQUIRE(text.ok());
  auto code = wire::parse_enrol_code(*text);
  REQUIRE(code.ok());
  const auto ask = [&](const Uuid& incarnation, const std::string& mall) {
    auto body = enrol(office, wire::encode_enrol_request({code->secret, incarnation, device.key.public_key(),
                                                          device.box.public_key, office.now(), mall},
                                                         device.key));
    REQUIRE(body.ok());
    return *wire::decode_enrol_answer(*body, device.box, *code);
  };
  REQUIRE(revoke_device(office, "K1").ok());
  const Uuid fresh{console.world.random.array<16>()};
  for (const auto& incarnation : {device.incarnation, fresh}) {
    const auto answer = ask(incarnation, "xinghe");
    CHECK(answer.status == wire::EnrolStatus::rejected);
    CHECK(answer.reason == wire::kRejected_other_mall);
    CHECK(answer.mall == "binjiang");
    CHECK(answer.documents.empty());
  }
  CHECK(console.world.number("SELECT count(*) FROM device WHERE name = 'K2'") == 0);
  CHECK(ask(device.incarnation, "").reason == wire::kRejected_revoked);  // of an older program
  CHECK(ask(fresh, "binjiang").status == wire::EnrolStatus::approved);
}

TEST_CASE("a handler kept without a department by an older program sees no case") {
  Console console;
  auto& world = console.world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  (void)kiosk.submit("慢");
  world.send(kiosk.everything());
  const Visitor nowhere{{"H1", Role::handler, "", "陈刚"}, "xinghe", "", ""};
  auto seen = list_cases(*world.office, {}, nowhere);
  REQUIRE(seen.ok());
  CHECK(seen->total == 0);
}

TEST_CASE("the tabs of the list count what this visitor's list holds; what was escalated to their role has one of its own") {
  Console console;
  auto& world = console.world;
  REQUIRE(console.run({"user", "add", "--staff", "H1", "--name", "陈刚", "--role", "handler", "--mall", "xinghe", "--department", "engineering"}).exit_code == 0);
  Device counter(*world.office, "xinghe", "counter", "C1");
  const Actor service{ActorKind::staff, "1001", Role::service, "service"}, handler{ActorKind::staff, "H1", Role::handler, "engineering"};
  const auto begun = [&](const char* departments) {
    const auto code = make_case_code(world.random);
    counter.write(code, "submitted", *parse_json(R"({"contact_type":"complaint","category":"facilities"})"), shopper());
    counter.write(code, "acknowledged", Json::object(), departments ? service : handler);
    if (departments) counter.write(code, "assigned", *parse_json(departments), service);
    return code;
  };
  begun(R"({"departments":["tenant"]})");
  begun(R"({"departments":["tenant"]})");
  const auto given = begun(R"({"departments":["engineering"]})"), taken = begun(nullptr);
  counter.write(given, "escalated", *parse_json(R"({"role":"supervisor","department":"engineering"})"), service);
  world.send(counter.everything());
  const auto seen_by = [&](Role role, const char* staff, const char* department) {
    const Visitor visitor{{staff, role, department, ""}, "xinghe", "", ""};
    const auto counts = count_cases(*world.office, "xinghe", visitor);
    REQUIRE(counts.ok());
    const auto listed = [&](CaseFilter filter) { return list_cases(*world.office, filter, visitor)->total; };
    CHECK(counts->total == listed({}));
    CaseFilter open, escalated;
    open.open = escalated.escalated = true;
    CHECK(counts->open == listed(open));
    CHECK(counts->escalated == listed(escalated));
    return std::pair(counts->total, counts->escalated);
  };
  CHECK(seen_by(Role::handler, "H1", "engineering") == std::pair<std::int64_t, std::int64_t>(2, 0));  // and their own
  CHECK(seen_by(Role::supervisor, "U1", "engineering") == std::pair<std::int64_t, std::int64_t>(4, 1));
  CHECK(seen_by(Role::supervisor, "U2", "tenant") == std::pair<std::int64_t, std::int64_t>(4, 0));
  CHECK(case_detail(*world.office, taken, {{"H1", Role::handler, "engineering", ""}, "xinghe", "", ""}).ok());
}

TEST_CASE("a device waits until it is approved by name; a bundle is approved at once") {
  Console console;
  auto& world = console.world;
  auto text = console.run({"enrol-code", "--mall", "xinghe", "--role", "counter", "--name", "C9"}).out;
  auto code = wire::parse_enrol_code(text.substr(0, 19));
  REQUIRE(code.ok());
  auto key = SigningKey::generate(world.random);
  auto box = BoxKeyPair::generate(world.random);
  Uuid incarnation{world.random.array<16>()};
  auto ask = [&] {
    auto body = enrol(
        *world.office,
        wire::encode_enrol_request({code->secret, incarnation, key.public_key(), box.public_key, {}}, key));
    REQUIRE(body.ok());
    return *wire::decode_enrol_answer(*body, box, *code);
  };
  auto waiting = ask();
  CHECK(waiting.status == wire::EnrolStatus::waiting);
  CHECK(waiting.recipients.size() == 3);  // it may take complaints at once (decision 11)
  CHECK(waiting.documents.size() == 2);   // but no staff list and no mall key yet
  CHECK(waiting.technician == "1009");
  auto thief = SigningKey::generate(world.random);
  auto stolen = wire::encode_enrol_request(
      {code->secret, Uuid{world.random.array<16>()}, thief.public_key(), box.public_key, {}}, thief);
  CHECK(enrol(*world.office, stolen).error().code == Errc::unauthorised);  // one code, one device
  // Nobody takes the name of a device that is enrolled, whatever code they have, and no code serves longer than a day.
  const auto other = wire::parse_enrol_code(*make_enrol_code(*world.office, "xinghe", DeviceRole::counter, "C8", true));
  REQUIRE(other.ok());
  const auto asks_as = [&](const Uuid& name) {
    auto answer = enrol(*world.office, wire::encode_enrol_request({other->secret, name, thief.public_key(), box.public_key, {}}, thief));
    return answer.ok() ? Errc::internal : answer.error().code;
  };
  CHECK(asks_as(incarnation) == Errc::unauthorised);
  world.clock.now = world.clock.now + kDay_ms;
  CHECK(asks_as(Uuid{world.random.array<16>()}) == Errc::unauthorised);
  world.clock.now = world.clock.now - 1;
  CHECK(asks_as(Uuid{world.random.array<16>()}) == Errc::internal);  // taken
  CHECK(console.run({"device", "approve", "C9"}).exit_code == 0);
  auto approved = ask();
  CHECK(approved.status == wire::EnrolStatus::approved);
  CHECK(approved.documents.size() == 4);
  CHECK(console.run({"device", "revoke", fingerprint(key.public_key())}).exit_code == 0);
  CHECK(ask().status == wire::EnrolStatus::rejected);
  CHECK(console.run({"device", "approve", "C9"}).exit_code == 77);
  auto file = world.folder.path + "/k.bundle";
  CHECK(console.run({"bundle", "--mall", "binjiang", "--role", "kiosk", "--name", "K9", "--out", file})
            .exit_code == 0);
  CHECK(console.run({"device", "list", "--mall", "binjiang"}).out.find("approved") != std::string::npos);
}
