#include "sync/headoffice/cases/search.h"

#include <dirent.h>
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>

#include "core/base/utf8.h"
#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/cases/case_list.h"
#include "tests/headoffice/kit.h"

using namespace redress;
using namespace redress::headoffice;
using namespace redress::headoffice::test;

namespace {

void index_all(World& world) {
  while (true) {
    auto done = index_some(*world.office, 100);
    REQUIRE(done.ok());
    if (*done == 0) return;
  }
}

std::set<std::uint64_t> found(World& world, const std::string& words) {
  CaseFilter filter;
  filter.words = words;
  filter.page_size = 200;
  auto page = list_cases(*world.office, filter, world.head_office());
  REQUIRE(page.ok());
  std::set<std::uint64_t> out;
  for (const auto& row : page->rows) out.insert(row.code.number);
  return out;
}

// Where in the folder's files the bytes stand.
std::string file_with(const std::string& folder, const std::string& bytes) {
  DIR* entries = opendir(folder.c_str());
  std::string where;
  while (auto* entry = readdir(entries)) {
    if (entry->d_type != DT_REG) continue;
    std::ifstream in(folder + "/" + entry->d_name, std::ios::binary);
    std::string all{std::istreambuf_iterator<char>(in), {}};
    if (all.find(bytes) != std::string::npos) where += std::string(entry->d_name) + " ";
  }
  closedir(entries);
  return where;
}

}  // namespace

TEST_CASE("search finds every word of one, two, three and more characters, and nothing else (decision 16)") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  const std::u32string alphabet = to_utf32("扶梯退款發票服务员态度不好很慢排队收银台洗手间A1，。𠮷");
  std::mt19937 random(11);
  std::map<std::uint64_t, std::u32string> texts;
  for (int i = 0; i < 60; ++i) {
    std::u32string text;
    auto length = 3 + random() % 25;
    for (std::size_t k = 0; k < length; ++k) text += alphabet[random() % alphabet.size()];
    texts[kiosk.submit(to_utf8(text)).number] = text;
  }
  world.send(kiosk.everything());
  index_all(world);
  int words = 0;
  for (const auto& [code, text] : texts)
    for (std::size_t size : {1, 2, 3, 5})
      for (std::size_t at = 0; at + size <= text.size(); at += 4) {
        auto word = text.substr(at, size);
        std::set<std::uint64_t> expected;
        for (const auto& [other, other_text] : texts)
          if (folded(to_utf8(other_text)).find(folded(to_utf8(word))) != std::u32string::npos)
            expected.insert(other);
        CAPTURE(to_utf8(word));
        REQUIRE(found(world, to_utf8(word)) == expected);
        ++words;
      }
  CHECK(words > 500);
  CHECK(found(world, "没有这个").empty());
  CHECK(found(world, "ａ１") == found(world, "A1"));
}

TEST_CASE("answers are found too, contact never is") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1"), counter(*world.office, "xinghe", "counter", "C1");
  auto code = kiosk.submit("电梯坏了", Json::object().set("name", "欧阳锋").set("phone", "13800138000"));
  counter.write(code, "replied", Json::object().set("text", "维修师傅明天到"), staff("1001", Role::service));
  world.send(kiosk.everything());
  world.send(counter.everything());
  index_all(world);
  CHECK(found(world, "师傅").size() == 1);
  CHECK(found(world, "电梯 师傅").size() == 1);
  CHECK(found(world, "欧阳").empty());
  CHECK(found(world, "13800138000").empty());
  CHECK(found(world, to_grouped(code)).size() == 1);
}

TEST_CASE(
    "an erased case leaves no byte of its sealed parts in any file, no hit, and the record still verifies") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  auto keep = kiosk.submit("保留的投诉内容");
  auto gone = kiosk.submit("删除的投诉内容", Json::object().set("phone", "13800138000"));
  world.send(kiosk.everything());
  index_all(world);
  auto sealed = kiosk.log[1].sealed;
  auto piece = std::string(sealed.end() - 40, sealed.end());
  REQUIRE_FALSE(file_with(world.folder.path, piece).empty());
  REQUIRE(found(world, "投诉").size() == 2);
  auto erase = Json::object();
  erase.set("case", to_compact(gone)).set("action", "erase").set("scope", "all").set("reason", "本人要求");
  auto done = act_as_staff(*world.office, *parse_action(erase), world.head_office());
  REQUIRE_MESSAGE(done.ok(), (done.ok() ? "" : done.error().what));
  CHECK(file_with(world.folder.path, piece) == "");
  CHECK(found(world, "投诉") == std::set<std::uint64_t>{keep.number});
  CHECK(world.number("SELECT count(*) FROM gram WHERE n = (SELECT n FROM case_row WHERE code = " +
                     std::to_string(gone.number) + ")") == 0);
  world.send(kiosk.everything());  // comes again with its sealed part: stays away
  CHECK(file_with(world.folder.path, piece) == "");
  CHECK(world.number("SELECT erased FROM case_row WHERE code = " + std::to_string(gone.number)) == 2);
}

TEST_CASE("erasing the contact alone keeps the text") {
  World world;
  Device kiosk(*world.office, "xinghe", "kiosk", "K1");
  auto code = kiosk.submit("地面湿滑", Json::object().set("phone", "13800138000"));
  world.send(kiosk.everything());
  index_all(world);
  auto erase = Json::object();
  erase.set("case", to_compact(code))
      .set("action", "erase")
      .set("scope", "contact")
      .set("reason", "本人要求");
  REQUIRE(act_as_staff(*world.office, *parse_action(erase), world.head_office()).ok());
  CHECK(world.number("SELECT count(*) FROM sealed s JOIN event e USING(n) WHERE e.kind = 'submitted'") == 0);
  CHECK(found(world, "地面湿滑").size() == 1);
}
