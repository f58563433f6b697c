// The pack of one case for a regulator: whole, signed, and any change is found and named without the
// database.
#include "sync/headoffice/cases/pack.h"

#include <doctest/doctest.h>

#include <random>

#include "core/seal/sign.h"
#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/cases/pack_format.h"
#include "sync/wire/document.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

constexpr const char* kPage = "<!doctype html>\n<html><body>一桩投诉</body></html>\n";

struct Packed : World {
  Device kiosk{*office, "xinghe", "kiosk", "K1"};
  CaseCode code = kiosk.submit("电梯夹了手", Json::object().set("phone", "13800003333"));
  Packed() {
    kiosk.submit("别人的事");
    send(kiosk.everything());
    auto action = parse_action(
        Json::object().set("case", to_compact(code)).set("action", "note").set("text", "已查看监控"));
    REQUIRE(act_as_staff(*office, *action, {{"2001", Role::manager, "service_desk", ""}, "", "", ""}).ok());
  }
  std::string make(const Json& contact = {}) {
    auto made = make_pack(*office, {code, kPage, Json::object().set("by", "2001"), contact});
    REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().what));
    return *made;
  }
};

PackReport check(std::string_view file) {
  auto report = verify_pack(file);
  REQUIRE(report.ok());
  return *report;
}

bool holds(std::string_view file, std::string_view typed) {
  // Texts lie in the file as base64url: looked for at each of the three places a byte may take.
  for (std::size_t lead = 0; lead < 3; ++lead) {
    const auto coded = to_base64url(as_bytes(std::string(lead, ' ') + std::string(typed)));
    if (file.find(coded.substr(lead ? 4 : 0, coded.size() - 8)) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("R131 a pack says who signed what, and is whole by its own fingerprint alone") {
  Packed world;
  const auto report = check(world.make());
  CHECK(report.problems.empty());
  CHECK(report.code == to_compact(world.code));
  CHECK(report.fingerprint == fingerprint(world.office->keys().signing.public_key()));
  CHECK(report.events == 2);
  CHECK(report.proven == 1);  // the registration by its kiosk; the note is head office's own
  CHECK(report.texts == 2);
  CHECK(report.made_at == world.clock.now);
  CHECK(make_pack(*world.office, {make_case_code(world.random), kPage, Json::object(), {}}).error().code ==
        Errc::not_found);
}

TEST_CASE("the contact is in a pack only if it was handed in, the text always, other cases never") {
  Packed world;
  const auto without = world.make(), with = world.make(Json::object().set("phone", "13800003333"));
  CHECK(check(with).problems.empty());
  CHECK(holds(without, "电梯夹了手"));
  CHECK_FALSE(holds(without, "13800003333"));
  CHECK(holds(with, "13800003333"));
  CHECK_FALSE(holds(with, "别人的事"));
}

TEST_CASE("any changed byte of a pack is found and named; so is a line that is missing, added or swapped") {
  Packed world;
  const auto file = world.make();
  const auto record = file.find("<!--");
  std::mt19937 random(5);
  for (int round = 0; round < 600; ++round) {
    // Half of them before the long policy at the end.
    const auto at = random() % (round % 2 ? file.size() : std::min<std::size_t>(file.size(), record + 4000));
    auto changed = file;
    changed[at] = static_cast<char>(changed[at] ^ (1 << random() % 7));
    auto report = verify_pack(changed);
    if (report.ok()) CHECK_MESSAGE(!report->problems.empty(), "byte " << at);
  }
  auto page = file;
  page.replace(page.find("一桩"), 3, "两");
  REQUIRE(check(page).problems.size() == 1);
  CHECK(check(page).problems[0] == "the page that is read");
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < file.size();) {
    const auto end = file.find('\n', at) + 1;
    lines.push_back(file.substr(at, end - at));
    at = end;
  }
  const auto joined = [&](std::vector<std::string> some) {
    std::string out;
    for (const auto& line : some) out += line;
    return out;
  };
  CHECK(check(joined(lines)).problems.empty());
  for (std::size_t i = 3; i + 1 < lines.size(); ++i) {
    auto fewer = lines, more = lines, swapped = lines;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    more.insert(more.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
    std::swap(swapped[i], swapped[i - 1]);
    for (const auto& some : {fewer, more, swapped}) {
      auto report = verify_pack(joined(some));
      if (report.ok()) CHECK(!report->problems.empty());
    }
  }
  CHECK_FALSE(verify_pack("<html></html>").ok());
  CHECK_FALSE(verify_pack("").ok());
}

TEST_CASE("whoever signs a pack anew needs head office's key, or shows another fingerprint") {
  Packed world;
  const auto file = world.make();
  const auto stranger = SigningKey::generate(world.random);
  const auto forged = [&](bool names_own_key) {
    auto read = read_pack_file(file);
    REQUIRE(read.ok());
    auto manifest = parse_json(as_text(*wire::peek_payload(read->parts[0].bytes)));
    REQUIRE(manifest.ok());
    auto changed = Json::object();
    for (const auto& [key, value] : manifest->members())
      changed.set(key, key == "key" && names_own_key ? Json(to_base64url(stranger.public_key())) : value);
    const auto text = changed.dump();
    read->parts[0].bytes = wire::sign_payload(kSign_pack, as_bytes(text), stranger);
    return check(write_pack_file(read->page, read->parts));
  };
  CHECK(forged(false).problems ==
        std::vector<std::string>{"the manifest: it is not signed by the key it names"});
  CHECK(forged(true).fingerprint == fingerprint(stranger.public_key()));
  CHECK(forged(true).fingerprint != check(file).fingerprint);
}

TEST_CASE("after an erasure a pack holds no text, and its signatures hold all the same") {
  Packed world;
  auto action = parse_action(Json::object()
                                 .set("case", to_compact(world.code))
                                 .set("action", "erase")
                                 .set("scope", "all")
                                 .set("reason", "依请求"));
  REQUIRE(act_as_staff(*world.office, *action, world.head_office()).ok());
  const auto file = world.make();
  const auto report = check(file);
  CHECK(report.problems.empty());
  CHECK(report.events == 3);
  CHECK(report.proven == 1);
  CHECK_FALSE(holds(file, "电梯夹了手"));
  CHECK(holds(file, "依请求"));
}
