// The real librime with the configuration that the build made.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "core/base/utf8.h"
#include "kiosk/type/drawable_input.h"
#include "platform/input_method/rime_input_method.h"

using namespace redress;
namespace fs = std::filesystem;

namespace {

RimeFolders folders() { return {RIME_SHARED_FOLDER, RIME_USER_FOLDER}; }

Composition spell(InputMethod& ime, std::string_view letters) {
  Composition last;
  for (char c : letters) last = ime.key(c);
  return last;
}

std::string first(RimeInputMethod& ime, std::string_view letters) {
  ime.clear();
  auto state = spell(ime, letters);
  ime.clear();
  return state.candidates.empty() ? "" : state.candidates.front();
}

std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream bytes;
    bytes << in.rdbuf();
    files[entry.path()] = bytes.str();
  }
  return files;
}

}  // namespace

TEST_CASE("pinyin gives the words of complaints first, in both scripts") {
  RimeInputMethod ime(folders());
  REQUIRE(ime.ready());
  CHECK(first(ime, "tousu") == "投诉");
  CHECK(first(ime, "fuwutaidu") == "服务态度");
  CHECK(first(ime, "fwtd") == "服务态度");
  CHECK(first(ime, "tuihuanhuo") == "退换货");
  CHECK(first(ime, "lv") == "率");
  ime.set_script(ChineseScript::traditional);
  CHECK(first(ime, "tousu") == "投訴");
  CHECK(first(ime, "fuwutaidu") == "服務態度");
  ime.set_script(ChineseScript::simplified);
  CHECK(first(ime, "fuwutaidu") == "服务态度");
}

TEST_CASE("pinyin offers no character that the screen cannot draw, and counts without it") {
  RimeInputMethod ime(folders());
  auto fonts = FontStore::open();
  REQUIRE(fonts.ok());
  DrawableInput drawable(ime, **fonts);
  const auto cannot = [&](const std::string& words) {
    for (char32_t c : to_utf32(words))
      if ((*fonts)->metrics({}, c).missing) return true;
    return false;
  };
  const auto with = spell(ime, "xian").candidates;
  REQUIRE(std::any_of(with.begin(), with.end(), cannot));  // 𫔮, among the first eight
  const auto without = drawable.candidates(0, 40).candidates;
  REQUIRE(without.size() == 40);
  CHECK(std::none_of(without.begin(), without.end(), cannot));
  const auto later = drawable.candidates(10, 12);
  CHECK(later.candidates == std::vector(without.begin() + 10, without.begin() + 22));
  CHECK(later.more);
  CHECK(drawable.choose(12).committed == without[12]);
}

TEST_CASE("pinyin shows syllables, takes back letters and breaks syllables") {
  RimeInputMethod ime(folders());
  CHECK(spell(ime, "dianhuayedabutong").preedit == "dian hua ye da bu tong");
  CHECK(ime.backspace().preedit == "dian hua ye da bu ton");
  ime.clear();
  CHECK(spell(ime, "xian").candidates.front() == "先");
  ime.clear();
  CHECK(spell(ime, "xi'an").candidates.front() == "西安");
  ime.clear();
  CHECK(ime.backspace().preedit.empty());
  CHECK(ime.key('1').preedit.empty());
}

TEST_CASE("choosing a part goes on with the rest, choosing all commits") {
  RimeInputMethod ime(folders());
  auto state = spell(ime, "dianhuatousu");
  std::size_t part = 0;
  auto all = ime.candidates(0, 100);
  while (part < all.candidates.size() && all.candidates[part] != "电话") ++part;
  REQUIRE(part < all.candidates.size());
  state = ime.choose(part);
  CHECK(state.committed.empty());
  CHECK(state.preedit == "电话tou su");
  state = ime.choose(0);
  CHECK(state.committed == "电话投诉");
  CHECK(state.preedit.empty());
  CHECK(state.candidates.empty());
  CHECK(ime.candidates(0, 5).candidates.empty());
}

TEST_CASE("candidates come page by page without gaps") {
  RimeInputMethod ime(folders());
  spell(ime, "shi");
  auto whole = ime.candidates(0, 60);
  REQUIRE(whole.candidates.size() == 60);
  CHECK(whole.more);
  std::vector<std::string> joined;
  for (std::size_t at = 0; at < 60; at += 7)
    for (auto& c : ime.candidates(at, 7).candidates) joined.push_back(c);
  joined.resize(60);
  CHECK(joined == whole.candidates);
  CHECK(ime.choose(45).committed == whole.candidates[45]);
}

TEST_CASE("nothing that is typed reaches the disk, and often chosen words gain nothing") {
  auto before = contents(RIME_USER_FOLDER);
  RimeInputMethod ime(folders());
  spell(ime, "shi");
  std::string ninth = ime.candidates(9, 1).candidates.front();
  ime.clear();
  for (int i = 0; i < 20; ++i) {
    spell(ime, "shi");
    CHECK(ime.choose(9).committed == ninth);
  }
  CHECK(contents(RIME_USER_FOLDER) == before);
}

TEST_CASE("a missing engine is said, not guessed") {
  RimeInputMethod ime({"/nowhere", "/nowhere"});
  CHECK_FALSE(ime.ready());
  CHECK(ime.key('a').preedit.empty());
}
