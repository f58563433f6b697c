#include <doctest/doctest.h>

#include <random>

#include "core/model/case_code.h"

using namespace redress;

TEST_CASE("Case codes have the agreed vectors (decision 2)") {
  struct { std::uint64_t number; const char* text; } vectors[] = {
      {0, "0000-0000-0000"}, {1, "0000-0000-001J"}, {32, "0000-0000-0109"}, {(1ull << 55) - 1, "ZZZZ-ZZZZ-ZZZ5"},
      {5124095576030430, "4HMA-SW9N-F6YE"}, {20507730681115125, "J6VN-GH6B-CFNJ"}, {28904648210475743, "SNGK-ZCF2-TPZV"},
      {2273664477608900, "20KW-B1RD-EY43"}, {4248466780599356, "3RQY-N0MR-D1WH"}, {27416560789673339, "RB76-XZD9-NBVY"},
      {17014428974307491, "F3JH-1SH3-P53X"}, {13677081339546651, "C4Q7-EKCX-K0V0"}};
  for (const auto& v : vectors) {
    CHECK(to_grouped({v.number}) == v.text);
    auto parsed = parse_case_code(v.text);
    REQUIRE(parsed.ok());
    CHECK(parsed->number == v.number);
  }
}

TEST_CASE("Every single wrong symbol and every swap of two symbols is detected (decision 2)") {
  std::mt19937_64 random(7);
  for (int round = 0; round < 40; ++round) {
    std::string code = to_compact({random() & ((1ull << 55) - 1)});
    for (std::size_t i = 0; i < 12; ++i) {
      for (char c : kCodeAlphabet) {
        if (c == code[i]) continue;
        std::string wrong = code;
        wrong[i] = c;
        REQUIRE(parse_case_code(wrong).error().code == Errc::corrupt);
      }
      for (std::size_t j = i + 1; j < 12; ++j) {
        if (code[i] == code[j]) continue;
        std::string wrong = code;
        std::swap(wrong[i], wrong[j]);
        REQUIRE(parse_case_code(wrong).error().code == Errc::corrupt);
      }
    }
  }
}

TEST_CASE("A scan may be the receipt's address of any host or the bare code, nothing else (decision 22)") {
  for (auto scan : {"HTTPS://SD.EXAMPLE/C/4HMASW9NF6YE", "https://other.mall:8443/c/4hmasw9nf6ye\r\n", "4hma-sw9n-f6ye", "4HMA SW9N F6YE"})
    CHECK(parse_scanned_code(scan).value().number == 5124095576030430);
  for (auto scan : {"", "HTTPS://SD.EXAMPLE/X/4HMASW9NF6YE", "HTTPS:///C/4HMASW9NF6YE", "HTTPS://SD.EXAMPLE/C/4HMASW9NF6YE/..",
                    "4HMASW9NF6Y", "4HMASW9NF6YEE", "OHMASW9NF6YE", "HTTPS://SD.EXAMPLE/C/4HMA-SW9N-F6YE", "投诉"})
    CHECK_FALSE(parse_scanned_code(scan).ok());
  CHECK(tracking_address("https://sd.example/", {5124095576030430}) == "HTTPS://SD.EXAMPLE/C/4HMASW9NF6YE");
}
