#include "core/policy/policy.h"

#include "core/policy/judge.h"
#include "core/policy/lint.h"
#include "core/policy/policy_wording.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

namespace {

const Site& mall() {
  static const Site site = std::move(demo_site("xinghe")).value();
  return site;
}

CaseFacts some_case(const Policy& policy, const ContactTypeRule& type) {
  CaseFacts facts;
  facts.contact_type = type.code;
  if (!policy.categories.empty()) facts.category = policy.categories.front().code;
  facts.captured_at = {1'776'000'000'000};
  facts.arrived_at = {1'776'000'060'000};
  facts.injured = facts.media_or_court = facts.promise_broken = true;
  facts.loss_fen = 1'000'000;
  facts.pauses = {{{1'776'100'000'000}, Instant{1'776'200'000'000}, "supplier"}};
  return facts;
}

// A policy that may be published judges every case: its clocks begin before they end.
void check_judging(const Policy& policy) {
  for (const auto& type : policy.contact_types) {
    auto facts = some_case(policy, type);
    auto judgement = judge(policy, mall(), facts, {1'777'000'000'000});
    require(judgement.level >= kNoLevel && judgement.level <= kMildestLevel, "a level is one of the five");
    for (const auto& clock : judgement.clocks)
      require(clock.start <= clock.due, "a clock is due after its start");
    (void)promise(policy, mall(), facts);
  }
}

}  // namespace

void policy(ByteView input) {
  auto policy = parse_policy(as_text(input));
  if (!policy.ok()) return;
  require(parse_wording(as_text(input)).ok(), "the words of an accepted policy are accepted");
  for (auto language : {Language::zh_hans, Language::zh_hant, Language::en}) {
    (void)retention_sentence(*policy, language);
    (void)consent_text(*policy, language);
    for (const auto& category : policy->categories) (void)subject_words(*policy, category.code, {}, language);
  }
  if (lint_policy(*policy).empty()) check_judging(*policy);
}

}  // namespace redress::fuzz
