#include <doctest/doctest.h>

#include "kiosk/ui/icons.h"
#include "kiosk/ui/svg_path.h"

using namespace redress::ui;

TEST_CASE("every icon is understood and stays on its 48 grid") {
  for (int i = 1; i <= static_cast<int>(Icon::chat_alert); ++i) {
    CAPTURE(i);
    const Drawing drawing = parse_path(icon_path(static_cast<Icon>(i)));
    CHECK(drawing.good);
    REQUIRE(!drawing.contours.empty());
    for (const Contour& contour : drawing.contours)
      for (const Size& p : contour.points) {
        CHECK(p.w >= 0);
        CHECK(p.w <= 48);
        CHECK(p.h >= 0);
        CHECK(p.h <= 48);
      }
  }
}

TEST_CASE("icons are found by the names that stand in the policy") {
  CHECK(icon_by_name("cube") == Icon::cube);
  CHECK(icon_by_name("truck") == Icon::truck);
  CHECK(icon_by_name("none") == Icon::none);
  CHECK(icon_by_name("no such icon") == Icon::none);
}

TEST_CASE("an arc ends where it says and bulges to its side") {
  const Drawing half = parse_path("M10 24A14 14 0 0 1 38 24");
  REQUIRE(half.contours.size() == 1);
  const auto& points = half.contours[0].points;
  CHECK(points.back().w == doctest::Approx(38));
  CHECK(points.back().h == doctest::Approx(24));
  CHECK(points[points.size() / 2].h == doctest::Approx(10).epsilon(0.02));  // clockwise: over the top
}

TEST_CASE("flags of an arc may stand together, relative forms add up") {
  const Drawing a = parse_path("M6 6h4v4a2 2 0 012 2");
  CHECK(a.good);
  CHECK(a.contours[0].points.back().w == doctest::Approx(12));
  CHECK(a.contours[0].points.back().h == doctest::Approx(12));
  CHECK_FALSE(parse_path("M6 6 X 9").good);
}
