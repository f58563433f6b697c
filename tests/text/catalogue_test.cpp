#include <doctest/doctest.h>
#include <iconv.h>

#include <fstream>
#include <set>
#include <sstream>

#include "core/base/utf8.h"
#include "core/text/catalogue.h"
#include "tests/source_dir.h"

using namespace redress;

namespace {

std::set<std::string> places(std::string_view text) {
  std::set<std::string> out;
  for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    auto close = text.find_first_of("|}", open);
    REQUIRE(close != std::string_view::npos);
    out.insert(std::string(text.substr(open + 1, close - open - 1)));
  }
  return out;
}

// What a reader in Hong Kong or Taipei has in his own character set.
bool in_big5(char32_t c, iconv_t big5) {
  std::string text = to_utf8(std::u32string(1, c));
  char* in = text.data();
  char out[8];
  char* at = out;
  std::size_t left = text.size(), room = sizeof out;
  return iconv(big5, &in, &left, &at, &room) != static_cast<std::size_t>(-1);
}

}  // namespace

TEST_CASE("all catalogues hold the same keys with the same places, none empty or untranslated") {
  const auto& reference = Catalogue::of(Language::zh_hans);
  REQUIRE(reference.keys().size() > 1000);
  for (const auto& row : kLanguages) {
    const auto& words = Catalogue::of(row.id);
    CHECK(words.keys() == reference.keys());
    for (auto key : reference.keys()) {
      CHECK_MESSAGE(!words.raw(key).empty(), row.code << " " << key);
      CHECK_MESSAGE(places(words.raw(key)) == places(reference.raw(key)), row.code << " " << key);
    }
  }
  CHECK(offered_languages().size() == 3);
}

TEST_CASE("a language with a missing or empty text is not complete") {
  auto reference = Catalogue::parse(Language::zh_hans, R"({"a":"甲","b":"乙"})");
  CHECK(Catalogue::parse(Language::en, R"({"a":"x","b":"y","c":"z"})")->complete_against(*reference));
  CHECK_FALSE(Catalogue::parse(Language::en, R"({"a":"x"})")->complete_against(*reference));
  CHECK_FALSE(Catalogue::parse(Language::en, R"({"a":"x","b":""})")->complete_against(*reference));
  CHECK_FALSE(Catalogue::parse(Language::en, R"({"a":1})").ok());
}

TEST_CASE("the traditional catalogue has no simplified-only character and the words of its readers") {
  iconv_t big5 = iconv_open("BIG5-HKSCS", "UTF-8");
  REQUIRE(big5 != reinterpret_cast<iconv_t>(-1));
  std::ifstream list(source_dir() + "/tests/text/simplified_in_big5.txt");
  std::stringstream simplified_text;
  simplified_text << list.rdbuf();
  auto simplified = to_utf32(simplified_text.str());
  REQUIRE(simplified.size() > 30);
  const auto& words = Catalogue::of(Language::zh_hant);
  for (auto key : words.keys()) {
    if (key.starts_with("rcpt.") && key.ends_with(".both")) continue;
    for (char32_t c : to_utf32(words.raw(key))) {
      if (!is_han(c)) continue;
      bool traditional = in_big5(c, big5) && simplified.find(c) == std::u32string::npos;
      CHECK_MESSAGE(traditional, key << ": " << to_utf8(std::u32string(1, c)) << " in " << words.raw(key));
    }
    // One written standard, that of Taiwan: neither words of the mainland nor of Hong Kong beside it.
    for (const char* foreign : {"什麼", "工作人員", "職員", "屏幕", "打印", "補打", "信息", "登錄", "默認", "網絡",
                                "電郵", "二維碼", "掃碼", "渠道", "質量", "反饋", "辦結", "責任人", "總經辦", "終端 ",
                                "入網碼", "毫米", "覆核", "怎樣", "“", "”"})
      CHECK_MESSAGE(words.raw(key).find(foreign) == std::string_view::npos, key << ": " << foreign);
  }
  iconv_close(big5);
}

TEST_CASE("the simplified catalogue is written in simplified characters") {
  const auto& words = Catalogue::of(Language::zh_hans);
  iconv_t gb = iconv_open("GB2312", "UTF-8");
  for (auto key : words.keys())
    for (char32_t c : to_utf32(words.raw(key)))
      if (is_han(c) && key != "lang.name") CHECK_MESSAGE(in_big5(c, gb), key << ": " << words.raw(key));
  iconv_close(gb);
}

TEST_CASE("English has no full-width marks and no Chinese, except where labels are bilingual") {
  const auto& words = Catalogue::of(Language::en);
  for (auto key : words.keys()) {
    bool bilingual = key.ends_with(".both");
    for (char32_t c : to_utf32(words.raw(key))) {
      bool curly = c == U'“' || c == U'”' || c == U'‘' || c == U'’' || c == U'·' || c == U'…';
      CHECK_MESSAGE(!curly, key << ": " << words.raw(key));
      if (!bilingual) CHECK_MESSAGE((!is_wide(c) || c == U'→' || c == U'×'), key << ": " << words.raw(key));
    }
  }
}

TEST_CASE("no shopper text uses a middle dot as separator, and numbers of the policy are places") {
  for (const auto& row : kLanguages) {
    const auto& words = Catalogue::of(row.id);
    for (auto key : words.keys()) {
      auto area = key.substr(0, key.find('.'));
      bool staff = area == "staff" || area == "tech" || area == "sync" || area == "office" || area == "left";
      if (!staff) CHECK_MESSAGE(words.raw(key).find("·") == std::string_view::npos, key);
      for (const char* fixed : {"24 小时", "24 小時", "24 hours", "7 天", "一年后", "2000 字"})
        if (key != "tech.network.breaks") CHECK_MESSAGE(words.raw(key).find(fixed) == std::string_view::npos, row.code << " " << key);
    }
  }
}
