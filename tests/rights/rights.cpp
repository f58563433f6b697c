#include "tests/rights/rights.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "platform/linux/system_clock.h"
#include "tests/source_dir.h"

namespace redress::test {

namespace {
constexpr std::string_view kTomorrow = "TOMORROW";  // in the table: an instant
}

bool RightRow::may(std::size_t role, Relation relation) const {
  switch (staff[role]) {
    case 'y':
      return true;
    case 'd':
      return unassigned() || relation != Relation::elsewhere;
    case 'o':
      return relation == Relation::own;
    default:
      return false;
  }
}

const std::vector<RightRow>& rights() {
  static const auto rows = [] {
    std::vector<RightRow> out;
    std::ifstream file(source_dir() + "/tests/rights/rights.txt");
    for (std::string line; std::getline(file, line);) {
      if (line.empty() || line[0] == '#') continue;
      std::istringstream words(line);
      RightRow row;
      char shopper = '-';
      words >> row.verb >> row.stage >> row.before;
      for (auto& mark : row.staff) words >> mark;
      words >> shopper;
      row.shopper = shopper == 'y';
      std::string fields;
      std::getline(words, fields);
      if (const auto at = fields.find(kTomorrow); at != std::string::npos)
        fields.replace(at, kTomorrow.size(), std::to_string(SystemClock().wall().ms + kDay_ms));
      auto json = parse_json(fields);
      REQUIRE_MESSAGE(json.ok(), line);
      row.fields = *json;
      out.push_back(std::move(row));
    }
    return out;
  }();
  return rows;
}

}  // namespace redress::test

using namespace redress;

TEST_CASE("Every action of the program stands in the table of rights, and nothing else") {
  std::size_t found = 0;
  for (const auto& rule : action_rules()) {
    if (rule.verb == Verb::submit) continue;  // no case yet: the registration is tried by its own tests
    bool listed = false;
    for (const auto& row : test::rights()) listed = listed || row.verb == rule.name;
    CHECK_MESSAGE(listed, std::string(rule.name));
    found += listed;
  }
  CHECK(found == test::rights().size());
}
