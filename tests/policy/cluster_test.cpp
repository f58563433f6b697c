// Same complaints by different people (R53, decision 17).
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <random>

#include "core/model/person_key.h"
#include "core/policy/cluster.h"
#include "core/policy/judge.h"

using namespace redress;

namespace {

constexpr Instant kStart{1'776'319'560'000};

Uuid device(std::uint8_t n) {
  Uuid id;
  id.bytes.fill(n);
  return id;
}

SameComplaint complaint(std::uint64_t code, std::int64_t after_ms, std::string person, std::uint8_t at_device = 1) {
  return {CaseCode{code}, kStart + after_ms, device(at_device), std::move(person), {}};
}

std::vector<ClusterFact> find(std::uint64_t of, const std::vector<SameComplaint>& group) {
  return clusters_of(default_policy(), CaseCode{of}, group);
}

}  // namespace

TEST_CASE("R53 an erased complaint counts for its person, for nobody if that person has another, else for its session") {
  const std::vector<std::string> others{"key a", "", "key b"};
  CHECK(counts_as_when_erased("key c", others) == CountsAs::person);
  CHECK(counts_as_when_erased("key b", others) == CountsAs::nobody);
  CHECK(counts_as_when_erased("", others) == CountsAs::session);
  CHECK(counts_as_when_erased("key a", {}) == CountsAs::person);
}

TEST_CASE("Three people within thirty days raise all three, in any order of arrival (R53)") {
  std::vector<SameComplaint> group{complaint(1, 0, "a"), complaint(2, 5 * kDay_ms, "b"), complaint(3, 30 * kDay_ms, "c")};
  std::mt19937 random(3);
  for (int round = 0; round < 6; ++round) {
    for (std::uint64_t code : {1, 2, 3}) {
      const auto found = find(code, group);
      REQUIRE(found.size() == 1);
      CHECK(found[0].since == kStart + 30 * kDay_ms);
      CHECK(found[0].people == 3);
      CHECK(found[0].others.size() == 2);
    }
    std::shuffle(group.begin(), group.end(), random);
  }
  group.back().at = group.back().at + 31 * kDay_ms;
  for (std::uint64_t code : {1, 2, 3}) CHECK(find(code, group).empty());
}

TEST_CASE("The same person counts once, however often they complain") {
  std::vector<SameComplaint> group{complaint(1, 0, "a"), complaint(2, kDay_ms, "a"), complaint(3, 2 * kDay_ms, "b")};
  CHECK(find(1, group).empty());
  group.push_back(complaint(4, 3 * kDay_ms, "c"));
  const auto found = find(1, group);
  REQUIRE(found.size() == 1);
  CHECK(found[0].people == 3);
  CHECK(found[0].others == std::vector<CaseCode>{{2}, {3}, {4}});
  CHECK(found[0].since == kStart + 3 * kDay_ms);
}

TEST_CASE("Anonymous complaints are of different people on different devices or ten minutes apart (decision 17)") {
  CHECK(find(1, {complaint(1, 0, ""), complaint(2, 4 * kMinute_ms, ""), complaint(3, 9 * kMinute_ms, "")}).empty());
  CHECK(find(1, {complaint(1, 0, ""), complaint(2, 10 * kMinute_ms, ""), complaint(3, 20 * kMinute_ms, "")}).size() == 1);
  CHECK(find(1, {complaint(1, 0, "", 1), complaint(2, 0, "", 2), complaint(3, 0, "", 3)}).size() == 1);
}

TEST_CASE("Erasing complaints one after the other never makes them more people, in whatever order (R53)") {
  std::mt19937 random(53);
  const std::int64_t window_ms = 30 * kDay_ms;
  int kept = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<SameComplaint> group;
    for (std::uint64_t code = 1; code <= 2 + random() % 7; ++code) {
      const auto spread = round % 2 ? 70 * kDay_ms : 20 * kMinute_ms;
      const char* people[] = {"", "a", "b", "c"};
      group.push_back(complaint(code, static_cast<std::int64_t>(random() % spread), people[random() % 4], static_cast<std::uint8_t>(random() % 2)));
    }
    std::vector<std::size_t> order(group.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::shuffle(order.begin(), order.end(), random);
    for (auto i : order) {
      const auto before = group;
      auto& one = group[i];
      const bool again = std::any_of(group.begin(), group.end(), [&](const auto& other) {
        return other.code != one.code && !other.erased && other.person == one.person && std::abs(other.at - one.at) <= window_ms;
      });
      one.erased = one.person.empty() ? CountsAs::session : again ? CountsAs::nobody : CountsAs::person;
      one.person.clear();
      for (const auto& any : group) {
        const auto was = find(any.code.number, before), is = find(any.code.number, group);
        REQUIRE(is.size() <= was.size());
        for (const auto& fact : is) {
          CHECK(fact.people <= was[0].people);
          CHECK(fact.since >= was[0].since);
        }
        kept += !is.empty();
      }
    }
  }
  CHECK(kept > 1000);  // what different people raised mostly stays raised
}

TEST_CASE("A cluster is the reason of level 2 and says of how many people it is") {
  CaseFacts facts;
  facts.category = "service_attitude";
  facts.captured_at = kStart;
  facts.clusters = find(1, {complaint(1, 0, "a"), complaint(2, kDay_ms, "b"), complaint(3, 2 * kDay_ms, "c"), complaint(4, 3 * kDay_ms, "d")});
  const auto site = *demo_site("xinghe");
  CHECK(judge(default_policy(), site, facts, kStart + kDay_ms).level > 2);
  const auto judged = judge(default_policy(), site, facts, kStart + 5 * kDay_ms);
  CHECK(judged.level == 2);
  CHECK(judged.because()->because.code == "cluster");
  CHECK(judged.because()->because.number == 4);
  CHECK(judged.because()->since == kStart + 2 * kDay_ms);
}

TEST_CASE("A phone is the same person however it is written, and the key says nothing without the mall's") {
  CHECK(normal_phone("+86 137-0000-4416") == "13700004416");
  CHECK(normal_phone("0086 137 0000 4416") == normal_phone("(137) 0000 4416"));
  CHECK(normal_phone("021-6400 1234") == "02164001234");
  const Bytes one(32, 1), other(32, 2);
  CHECK(person_key(one, "+86 137 0000 4416") == person_key(one, "13700004416"));
  CHECK(person_key(one, "13700004416") != person_key(other, "13700004416"));
  CHECK(person_key(one, "").empty());
}
