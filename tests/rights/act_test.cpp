// Role by action through the shipped programs: a counter enrolled at a head office that runs, `redress-kiosk
// act` with number and PIN.
#include <doctest/doctest.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "tests/rights/rights.h"

using namespace redress;
using namespace redress::test;

namespace {

constexpr const char* kNumbers[] = {"5001", "5002", "5003", "5004", "5005", "5006", "5007"};
constexpr const char* kDepartments[] = {"service",    "engineering", "engineering", "operations",
                                        "operations", "operations",  "engineering"};
constexpr bool kOf_office[] = {false, false, false, false, true, true, false};
constexpr const char* kPin = "735194";
constexpr const char* kSteps[][2] = {{"investigate", R"({"cause_class":"process","findings":"查"})"},
                                     {"resolve", R"({"remedies":["repair"]})"},
                                     {"feed_back", R"({"text":"修好了"})"},
                                     {"archive", "{}"}};
constexpr const char* kStage_after[] = {"resolve", "feed_back", "confirm", "archived"};

// Head office as a process of its own and one counter, both in a temporary folder.
class Counter {
 public:
  Counter() {
    char path[] = "/tmp/redress-rights-XXXXXX";
    folder_ = mkdtemp(path);
    office("init");
    for (std::size_t role = 0; role < kStaff_roles.size(); ++role)
      office("user add --staff " + std::string(kNumbers[role]) + " --name Z --role " +
             std::string(kRoles.name(kStaff_roles[role])) + (kOf_office[role] ? "" : " --mall xinghe") + " --department " +
             kDepartments[role] + " --pin " + kPin);
    office(std::string("user add --staff 5010 --name Y --role manager --mall xinghe --department operations --pin ") + kPin);
    office(std::string("user add --staff 5009 --name X --role service --mall xinghe --department general_office --pin ") + kPin);
    serve();
    auto code = office("enrol-code --mall xinghe --role counter --name C --preapproved");
    kiosk("enrol --url " + url_ + " --code " + code.substr(0, code.find('\n')));
    kiosk("sync --once");
  }
  ~Counter() {
    kill(server_, SIGTERM);
    waitpid(server_, nullptr, 0);
    std::filesystem::remove_all(folder_);
  }
  std::string capture() {
    auto ack = kiosk(
        "capture",
        R"({"contact_type":"complaint","category":"service_attitude","text":"太慢","language":"zh-Hans"})");
    REQUIRE(ack.size() > 15);
    return ack.substr(ack.rfind(' ') + 1, 14);
  }
  // One answer a line asked.
  std::vector<std::string> act(const std::vector<std::string>& lines) {
    std::string asked;
    for (const auto& line : lines) asked += line + "\n";
    std::istringstream answer(kiosk("act", asked));
    std::vector<std::string> out;
    for (std::string line; std::getline(answer, line);) out.push_back(line);
    return out;
  }

 private:
  std::string run(const std::string& command, const std::string& input) {
    std::ofstream(folder_ + "/in") << input;
    (void)!system(("LD_PRELOAD=" QUICK_PIN " " + command + " < " + folder_ + "/in > " + folder_ +
                   "/out 2>> " + folder_ + "/err")
                      .c_str());
    std::ostringstream out;
    out << std::ifstream(folder_ + "/out").rdbuf();
    return out.str();
  }
  std::string office(const std::string& words) {
    return run(OFFICE_PROGRAM " --data " + folder_ + "/office " + words, "");
  }
  std::string kiosk(const std::string& words, const std::string& input = {}) {
    return run(KIOSK_PROGRAM " " + words + " --data " + folder_ + "/counter", input);
  }
  void serve() {
    auto log = folder_ + "/log", data = folder_ + "/office";
    server_ = fork();
    if (server_ == 0) {
      (void)!freopen(log.c_str(), "w", stdout);
      setenv("LD_PRELOAD", QUICK_PIN, 1);
      execl(OFFICE_PROGRAM, "redress-headoffice", "--data", data.c_str(), "serve", "--listen", "127.0.0.1:0",
            nullptr);
      _exit(127);
    }
    for (int i = 0; i < 400 && url_.empty(); ++i) {
      std::string word, address;
      std::ifstream(log) >> word >> address;
      if (word == "LISTENING" && address.find(':') != std::string::npos)
        url_ = "http://" + address;
      else
        usleep(50'000);
    }
    REQUIRE(!url_.empty());
  }
  std::string folder_, url_;
  pid_t server_ = 0;
};

std::string line_of(const std::string& code, std::string_view action, const std::string& staff,
                    const std::string& fields) {
  auto json = parse_json(fields);
  REQUIRE(json.ok());
  json->set("case", code).set("action", action);
  if (!staff.empty()) json->set("staff", staff).set("pin", kPin);
  return json->dump();
}

// A manager who is none of the seven, so that they may review what was done, leads a new case to the row's stage, owned by `person` in `department`.
std::string make_case(Counter& counter, const RightRow& row, const std::string& department,
                      const std::string& person) {
  auto code = counter.capture();
  std::vector<std::string> lines;
  auto by_manager = [&](std::string_view action, const std::string& fields) {
    lines.push_back(line_of(code, action, "5010", fields));
  };
  if (row.unassigned()) return code;
  by_manager("acknowledge", "{}");
  by_manager("assign", R"({"departments":[")" + department + R"("],"person":")" + person + "\"}");
  for (std::size_t i = 0; i < std::size(kSteps) && row.stage != "investigate"; ++i) {
    by_manager(kSteps[i][0], kSteps[i][1]);
    if (row.stage == kStage_after[i]) break;
  }
  if (row.before == "pause") by_manager("pause", R"({"reason":"supplier"})");
  if (row.before == "link") by_manager("link", R"({"other":"4HMA-SW9N-F6YE","relation":"duplicate"})");
  if (row.before == "hold") lines.push_back(line_of(code, "hold", kNumbers[5], R"({"reason":"诉讼"})"));
  for (const auto& answer : counter.act(lines))
    REQUIRE_MESSAGE(answer.starts_with("ACK "), (row.verb + ": " + answer));
  return code;
}

// Nobody makes two registrations under one code at a counter: whoever may settle is told that there is
// nothing to settle.
std::string allowed(const RightRow& row) {
  return row.before == "collide" ? "REFUSED no_conflict" : "ACK ";
}

// Leaves the case as it was for the next row of this stage.
bool harmless(const RightRow& row) {
  for (auto verb : {"reply", "note", "extend", "regrade", "recategorise", "escalate", "call_back", "rate", "review"})
    if (row.verb == verb) return true;
  return false;
}

std::string fields_of(const RightRow& row) {
  return row.verb == "settle" ? R"({"events":["AAAAAAAAAAAAAAAAAAAAAA"],"holds":"AAAAAAAAAAAAAAAAAAAAAA"})"
                              : row.fields.dump();
}

bool by_role(const std::string& answer) {
  return answer.starts_with("REFUSED needs_") || answer == "REFUSED only_shopper";
}

}  // namespace

TEST_CASE("act: every role by every action is done or refused for its reason, as the table says") {
  Counter counter;
  std::map<std::string, std::string> elsewhere,
      theirs;  // a refusal changes nothing: one case a stage serves them all
  for (const auto& row : rights()) {
    CAPTURE(row.verb);
    auto& foreign = elsewhere[row.stage + row.before];
    if (foreign.empty()) foreign = make_case(counter, row, "general_office", "5009");
    std::vector<std::string> lines;
    std::vector<std::size_t> tried;
    for (std::size_t role = 0; role < kStaff_roles.size(); ++role)
      if (!row.may(role, Relation::elsewhere)) {
        lines.push_back(line_of(foreign, row.verb, kNumbers[role], fields_of(row)));
        tried.push_back(role);
      }
    auto answers = counter.act(lines);
    REQUIRE(answers.size() == tried.size());
    for (std::size_t i = 0; i < tried.size(); ++i) {
      CAPTURE(std::string(kRoles.name(kStaff_roles[tried[i]])));
      CAPTURE(answers[i]);
      bool never = !row.ever(tried[i]);
      CHECK(never == (by_role(answers[i]) && answers[i] != "REFUSED needs_owner"));
      if (!never) CHECK((answers[i] == "REFUSED other_department" || answers[i] == "REFUSED needs_owner"));
    }
    for (std::size_t role = 0; role < kStaff_roles.size(); ++role) {
      if (!row.ever(role)) continue;
      CAPTURE(std::string(kRoles.name(kStaff_roles[role])));
      auto& own = theirs[row.stage + row.before + kNumbers[role]];
      if (own.empty()) own = make_case(counter, row, kDepartments[role], kNumbers[role]);
      auto answer = counter.act({line_of(own, row.verb, kNumbers[role], fields_of(row))});
      if (!harmless(row)) own.clear();
      REQUIRE(answer.size() == 1);
      CHECK_MESSAGE(answer[0].starts_with(allowed(row)), answer[0]);
    }
    auto of_shopper = row.shopper ? make_case(counter, row, "general_office", "5009") : foreign;
    auto answer = counter.act({line_of(of_shopper, row.verb, "", fields_of(row))});
    REQUIRE(answer.size() == 1);
    CHECK_MESSAGE(answer[0].starts_with(row.shopper ? "ACK " : "REFUSED only_staff"), answer[0]);
  }
}
