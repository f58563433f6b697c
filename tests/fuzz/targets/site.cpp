#include "core/policy/site.h"

#include "core/policy/judge.h"
#include "core/policy/policy.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

void site(ByteView input) {
  auto site = parse_site(as_text(input));
  if (!site.ok()) return;
  for (const auto& place : site->places) {
    require(site->place(place.id) == &place, "a place is found by its id");
    (void)place_words(*site, place.id, Language::en);
  }
  (void)find_places(*site, "a", Language::zh_hans);
  CaseFacts facts;
  facts.captured_at = {1'776'000'000'000};
  auto promised = promise(default_policy(), *site, facts);
  require(promised.first_answer >= facts.captured_at, "what is promised lies ahead");
}

}  // namespace redress::fuzz
