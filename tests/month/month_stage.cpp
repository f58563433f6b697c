// Plays what month_plan.py planned: malls, devices, signed batches that arrive when they should, published policies, and
// reports asked for by the command line on the way. MONTH_PLAN names the plan, MONTH_OUT the folder for reports, events.txt
// (what head office took: when it arrived, at which device it was written, the event) and devices.txt.
#include <doctest/doctest.h>
#include <stdlib.h>

#include <fstream>
#include <map>

#include "assets/asset.h"
#include "sync/headoffice/cases/clusters.h"
#include "sync/headoffice/command/commands.h"
#include "sync/headoffice/record/keys.h"
#include "sync/headoffice/rules/documents.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

struct PlayedMonth {
  explicit PlayedMonth(std::string folder) : out(std::move(folder)) {}

  void take(const Json& step) {
    const auto op = step["op"].string();
    if (step.has("now")) world.clock.now = {step["now"].integer()};
    if (op == "mall") add_mall(step);
    else if (op == "device") devices.emplace_back(*world.office, std::string(step["mall"].string()), std::string(step["role"].string()), std::string(step["name"].string()));
    else if (op == "event") write(step);
    else if (op == "send") (void)world.send(device(step).batch(number(step["from"]), number(step["to"])));
    else if (op == "pull") pull(step);
    else if (op == "run") run(step);
    else FAIL("an unknown step: " << step.dump());
  }

  void write(const Json& step) {
    auto& author = device(step);
    author.at = {step["at"].integer() - 1000};  // it moves on by a second itself
    author.trusted = step["trusted"].boolean(true);
    author.seen.clear();
    for (const auto& label : step["seen"].items()) author.seen.push_back(ids.at(std::string(label.string())));
    std::optional<CaseCode> code;
    if (step.has("code")) code = parse_case_code(step["code"].string()).value();
    ids[std::string(step["label"].string())] = author.write(code, std::string(step["kind"].string()), step["body"], actor(step), step["typed"]);
  }

  static Actor actor(const Json& step) {
    const auto& of = step["actor"];
    if (of["kind"].string() == "shopper") return shopper();
    if (of["kind"].string() == "device") return {ActorKind::device, {}, {}, {}};
    return staff(std::string(of["staff"].string()), *kRoles.find(of["role"].string()), std::string(of["department"].string()));
  }

  // Asked once, so that head office measures the clock.
  void pull(const Json& step) {
    auto& asking = device(step);
    asking.at = {step["at"].integer()};
    (void)world.pull(asking);
  }

  // A third mall beside the two that a head office is set up with.
  void add_mall(const Json& step) {
    const auto done = world.office->store().write([&](Database& db) -> Status {
      REDRESS_TRY(db.run("INSERT INTO mall(id, key_epoch) VALUES(?, 0)", step["id"].string()));
      const auto mall = db.last_row_id();
      REDRESS_TRY_ASSIGN([[maybe_unused]] auto made, make_mall_key(db, mall, world.clock.now, world.random));
      const auto& key = world.office->keys().signing;
      REDRESS_TRY(put_document(db, key, world.clock.now, mall, wire::DocumentKind::policy, asset("policy/mall.json")));
      return put_document(db, key, world.clock.now, mall, wire::DocumentKind::site, step["site"].string());
    });
    REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().what));
    world.reopen();
  }

  // As serving would have done meanwhile.
  void find_clusters() {
    ClusterUpkeep upkeep(*world.office);
    for (bool more = true; more;) {
      const auto done = upkeep.work_some();
      REQUIRE(done.ok());
      more = *done > 0;
    }
  }

  void run(const Json& step) {
    find_clusters();
    std::vector<std::string> words;
    for (const auto& word : step["words"].items()) words.emplace_back(word.string());
    const auto done = run_command(*world.office, words, out);
    REQUIRE_MESSAGE(done.exit_code == 0, done.err);
  }

  void tell() {
    std::ofstream events(out + "/events.txt"), known(out + "/devices.txt");
    for (const auto& line : world.rows("SELECT e.arrived_at || ' ' || e.device || ' ' || CAST(e.bytes AS TEXT) FROM event e WHERE verdict < 2"))
      events << line << '\n';
    for (const auto& line : world.rows("SELECT d.no || ' ' || m.id || ' ' || d.name || ' ' || d.max_seq FROM device d JOIN mall m ON m.no = d.mall WHERE d.number > 0"))
      known << line << '\n';
    CHECK(world.number("SELECT count(*) FROM event WHERE verdict >= 2") == 0);
  }

  Device& device(const Json& step) { return devices.at(number(step["device"])); }
  static std::size_t number(const Json& json) { return static_cast<std::size_t>(json.integer()); }

  World world;
  std::string out;
  std::vector<Device> devices;
  std::map<std::string, Uuid> ids;
};

}  // namespace

TEST_CASE("R133 R137 a planned time in three malls is played, and every figure of its reports is counted again from its events") {
  const char *plan = getenv("MONTH_PLAN"), *out = getenv("MONTH_OUT");
  REQUIRE(plan);
  REQUIRE(out);
  PlayedMonth month(out);
  std::ifstream lines(plan);
  for (std::string line; std::getline(lines, line);) {
    const auto step = parse_json(line, {256 * 1024, 16});
    REQUIRE_MESSAGE(step.ok(), line);
    month.take(*step);
  }
  month.tell();
}
