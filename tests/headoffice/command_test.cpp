#include <doctest/doctest.h>
#include <unistd.h>

#include "sync/headoffice/cases/case_detail.h"
#include "sync/headoffice/cases/case_list.h"
#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/command/control_socket.h"
#include "sync/headoffice/record/devices.h"
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
