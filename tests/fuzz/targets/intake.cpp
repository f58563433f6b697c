#include "core/model/intake.h"

#include "core/base/utf8.h"
#include "tests/fuzz/fuzz.h"

namespace redress::fuzz {

namespace {

void check_texts(const Json& value) {
  if (value.is_string()) {
    auto clean = clean_typed_text(value.string(), 4000, 16 * 1024);
    require(clean.ok() && clean->removed == 0 && clean->text == value.string(), "what was kept is clean");
  }
  for (const auto& item : value.items()) check_texts(item);
  for (const auto& member : value.members()) check_texts(member.second);
}

// The line that says the same: product belongs into the impact.
Json as_asked(const Intake& intake) {
  Json out = Json::object();
  Json impact = intake.clear["impact"].is_object() ? intake.clear["impact"] : Json::object();
  for (const auto& [key, value] : intake.clear.members())
    if (key != "impact") out.set(key, value);
  for (const auto& [key, value] : intake.sealed.members()) (key == "product" ? impact : out).set(key, value);
  if (!impact.members().empty()) out.set("impact", std::move(impact));
  return out;
}

}  // namespace

void intake(ByteView input) {
  auto first = parse_intake_line(as_text(input));
  if (!first.ok()) return;
  check_texts(first->sealed);
  auto second = parse_intake(as_asked(*first));
  require(second.ok(), "a printed intake is an intake");
  require(second->clear == first->clear && second->sealed == first->sealed,
          "printed and read it is the same");
}

}  // namespace redress::fuzz
