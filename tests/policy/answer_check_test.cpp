#include "core/policy/answer_check.h"

#include <doctest/doctest.h>

#include "core/policy/policy_wording.h"

using namespace redress;

namespace {

// What was found, as "fault:words".
std::vector<std::string> found(std::string_view text, const std::vector<std::string>& names = {}) {
  constexpr const char* kFaults[] = {"name", "phone", "internal"};
  std::vector<std::string> out;
  for (const auto& one : check_answer(text, names, default_wording().internal_words))
    out.push_back(std::string(kFaults[static_cast<int>(one.fault)]) + ":" +
                  std::string(text.substr(one.begin, one.end - one.begin)));
  return out;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("names of the shopper and of staff are found, whole or with a title") {
  CHECK(found("陈晓梅您好，周敏会联系您。", {"陈晓梅", "周敏"}) == Found{"name:陈晓梅", "name:周敏"});
  CHECK(found("陈女士，您好。", {"陈晓梅"}) == Found{"name:陈女士"});
  CHECK(found("這位女士您好", {"陳曉梅"}).empty());
  CHECK(found("Dear Ms. Li, thank you", {"Li"}) == Found{"name:Li"});
  CHECK(found("a little late", {"Li"}).empty());
  CHECK(found("您好", {"", "李"}).empty());  // a single character is no name
  CHECK(found("木李子", {"李"}).empty());
}

TEST_CASE("telephone numbers are found with spaces and hyphens; dates, sums and codes of places are not") {
  CHECK(found("请打 138 0013 8000。") == Found{"phone:138 0013 8000"});
  CHECK(found("0755-82345678 转 2") == Found{"phone:0755-82345678"});
  CHECK(found("2026-03-20 前完成，费用 380.00 元，3 号扶梯").empty());
  CHECK(found("1234567") == Found{"phone:1234567"});
  CHECK(found("123456").empty());
}

TEST_CASE("internal words of every language are found in an answer of any") {
  CHECK(found("已列入黑名单") == Found{"internal:黑名单"});
  CHECK(found("You are on our Blacklist.") == Found{"internal:Blacklist"});
  CHECK(found("您好：给您带来不便，我们非常抱歉。").empty());
}

TEST_CASE("no template of the policy holds what the check would find") {
  for (const auto& row : default_wording().answer_templates)
    for (const auto& language : kLanguages)
      CHECK_MESSAGE(found(row.text.in(language.id)).empty(), row.code << " " << language.code);
}
