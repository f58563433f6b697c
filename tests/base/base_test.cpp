#include <doctest/doctest.h>

#include "core/base/json.h"
#include "core/base/utf8.h"
#include "core/base/uuid.h"
#include "core/base/zstd.h"

using namespace redress;

TEST_CASE("base64url has exactly one text for each value") {
  Bytes bytes;
  for (int i = 0; i < 70; ++i) {
    auto text = to_base64url(bytes);
    REQUIRE(from_base64url(text) == bytes);
    bytes.push_back(static_cast<std::uint8_t>(i * 37));
  }
  CHECK_FALSE(from_base64url("AB"));   // unused bits set
  CHECK_FALSE(from_base64url("A"));    // impossible length
  CHECK_FALSE(from_base64url("AA=="));  // padding
}

TEST_CASE("JSON that others let pass is refused with its place") {
  CHECK_FALSE(parse_json(std::string_view()).ok());
  CHECK(parse_json(R"({"a":1,"a":2})").error().what.find("twice") != std::string::npos);
  CHECK(parse_json(R"({"a":{"b":1.5}})").error().what.find("a.b") == 0);
  CHECK_FALSE(parse_json("{\"a\":\"\xff\"}").ok());
  CHECK_FALSE(parse_json(R"({"a":[1,2})").ok());
  CHECK_FALSE(parse_json("[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]").ok());
  CHECK_FALSE(parse_json("18446744073709551615").ok());
}

TEST_CASE("JSON is written as it was read, key order included") {
  std::string text = R"({"z":1,"a":[true,null,"引号\" \\ \n"],"m":{"x":-9223372036854775808}})";
  auto json = parse_json(text);
  REQUIRE(json.ok());
  CHECK(json->dump() == text);
}

TEST_CASE("Typed text is kept as typed after NFC; control and bidi characters go and are counted (decision 27)") {
  auto text = clean_typed_text("e\xcc\x81" "投\xe2\x80\xae诉\x07\r\n𠮷😀", 2000, 8192);
  REQUIRE(text.ok());
  CHECK(text->text == "é投诉\n𠮷😀");
  CHECK(text->removed == 2);
  CHECK(text->code_points == 6);
  CHECK_FALSE(clean_typed_text("\xed\xa0\x80", 2000, 8192).ok());  // surrogate
  CHECK(clean_typed_text(std::string(2001, 'a'), 2000, 8192).error().code == Errc::limit);
}

TEST_CASE("A compression bomb stops at the limit") {
  Bytes zeros(64 << 20);
  auto packed = zstd_compress(zeros, 3);
  CHECK(zstd_decompress(packed, 1 << 20).error().code == Errc::limit);
  packed.pop_back();
  CHECK_FALSE(zstd_decompress(packed, 128 << 20).ok());
}

TEST_CASE("Version 7 ids sort by time and survive their text form") {
  std::array<std::uint8_t, 16> random;
  random.fill(0xff);
  auto early = make_uuid7({1000}, random);
  random.fill(0);
  auto late = make_uuid7({1001}, random);
  CHECK(early < late);
  CHECK(uuid_from_text(to_text(late)) == late);
}

TEST_CASE("What is printed as JSON holds nothing a terminal obeys and nothing that turns the direction of reading") {
  const std::string text = "a\x1b[31m\x7f\u0085\u009b2J\u202ecba\u2066\u061c\u2028 é店😀";
  const auto printed = Json(text).dump();
  CHECK(printed == "\"a\\u001b[31m\\u007f\\u0085\\u009b2J\\u202ecba\\u2066\\u061c\\u2028 é店😀\"");
  CHECK(parse_json(printed)->string() == text);
}
