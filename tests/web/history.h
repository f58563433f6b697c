// A year of complaints in two malls before the fixture's own cases, so that reports have something to say: registered,
// handled, rated and disputed by real events at the times they would have happened.
#pragma once

#include "tests/pages/fixture.h"

namespace redress::test {

void live_months(PagesFixture& fixture, int months, int cases_a_month, unsigned seed);

}  // namespace redress::test
