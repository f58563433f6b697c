#include "core/policy/profile.h"

#include <doctest/doctest.h>

#include <map>

#include "assets/asset.h"
#include "core/policy/level_words.h"
#include "core/policy/lint.h"

using namespace redress;

namespace {

Json mall() {
  return parse_json(asset("policy/mall.json")).value();
}

Policy policy_of(std::string_view profile) {
  auto document = with_profile(mall(), profile, "2027-01");
  REQUIRE_MESSAGE(document.ok(), (document.ok() ? "" : document.error().what));
  auto policy = parse_policy(document->dump());
  REQUIRE_MESSAGE(policy.ok(), (policy.ok() ? "" : policy.error().what));
  return std::move(*policy);
}

std::string words_of(const Policy& policy) {
  std::string out;
  for (const auto& category : policy.categories) out += category.labels.in(Language::zh_hans) + " ";
  if (policy.level_words.empty()) return out;
  for (int level : {4, 3, 2, 1}) out += level_word(&policy, level, Language::zh_hans) + " ";
  return out;
}

}  // namespace

TEST_CASE(
    "R34-R38 R61-R64 the lists of the other documents are profiles: each gives a policy that check finds no "
    "fault in") {
  const std::map<std::string_view, std::string> lists{
      {"grades", "产品投诉 服务投诉 价格投诉 一般 一般 重要 紧急 "},
      {"process", "服务类 产品类 流程类 轻微 轻微 中度 严重 "},
      {"register", "服务类 销售类 会员类 "},
      {"standard", "产品质量 服务 价格 其他 一般 一般 较重 重大 "},
      {"statistics", "产品质量 服务态度 交付延迟 其他 "}};
  REQUIRE(profile_names().size() == lists.size());
  for (auto name : profile_names()) {
    CAPTURE(name);
    auto policy = policy_of(name);
    CHECK(words_of(policy) == lists.at(name));
    CHECK(policy.profile == name);
    CHECK(policy.version == "2027-01");
    CHECK(lint_policy(policy).empty());
  }
}

TEST_CASE(
    "A profile loses nothing: what could be complained of still can, with its department, level and steps") {
  const auto& before = default_policy();
  for (auto name : profile_names()) {
    CAPTURE(name);
    auto policy = policy_of(name);
    for (const auto& category : before.categories) {
      CAPTURE(category.code);
      int found = 0;
      for (const auto& home : policy.categories) {
        const auto* kind = policy.subcategory(home.code, category.code);
        if (!kind) continue;
        ++found;
        CHECK(policy.department_of(home.code, kind->code) == category.department);
        CHECK(policy.default_level_of(home.code, kind->code) == before.default_level_of(category.code, ""));
        CHECK(policy.steps_of(home.code, kind->code).size() == category.steps.size());
        CHECK(policy.phrases_of(home.code, kind->code).size() == category.phrases.size());
      }
      CHECK(found == 1);
    }
    const auto* promise = policy.trigger("unauthorised_promise");
    REQUIRE(promise);
    auto dot = promise->categories.front().find('.');
    CHECK(policy.subcategory(promise->categories.front().substr(0, dot),
                             promise->categories.front().substr(dot + 1)));
  }
}

TEST_CASE("A profile that does not fit is refused with what it lacks") {
  CHECK(with_profile(mall(), "nothing", "1").error().code == Errc::not_found);
  auto twice = with_profile(*with_profile(mall(), "process", "1"), "grades", "2");
  CHECK(twice.error().what.starts_with("the policy has no category"));
}

TEST_CASE("R61-R64 levels are said in the words of the policy where it has its own") {
  auto policy = policy_of("process");
  CHECK(level_words(&policy, 1, Language::zh_hans) == "1 级 严重");
  CHECK(level_words(&policy, 2, Language::en) == "Level 2 Medium");
  CHECK(level_word(&policy, 4, Language::zh_hant) == "輕微");
  CHECK(level_words(&default_policy(), 1, Language::zh_hans) == "1 级 紧急");
  CHECK(level_words(&policy, kNoLevel, Language::zh_hans) ==
        level_words(nullptr, kNoLevel, Language::zh_hans));
}
