// The paper: mockups 30 (80 mm) and 31 (58 mm), with the words a device really prints.
#include <doctest/doctest.h>

#include <vector>

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "kiosk/app/receipt_words.h"
#include "kiosk/type/face.h"
#include "tests/scenes/golden.h"
#include "tests/scenes/sample_case.h"

using namespace redress;
using namespace redress::stage;

namespace {

struct Printed {
  std::string name;
  std::string type = "complaint", category = "after_sales", subcategory = "repair_delay";
  bool clock_trusted = true, anonymous = false;
  int copy = 1;
};

const Printed kPapers[] = {
    {"receipt"},
    {.name = "receipt-copy", .copy = 2},
    {.name = "receipt-anonymous", .anonymous = true},
    {.name = "receipt-untrusted", .clock_trusted = false},
    {.name = "receipt-enquiry", .type = "enquiry", .category = "information", .subcategory = ""},
};

CaseState submitted_case(const Printed& paper) {
  CaseState state = sample_case(Stage::acknowledge, kStageNow + 40 * kMinute_ms).state;
  state.clock_trusted = paper.clock_trusted;
  state.category = paper.category;
  state.subcategory = paper.subcategory;
  Json promised = Json::object();
  if (paper.clock_trusted) {
    promised.set("first_answer", (kStageNow + 24 * kHour_ms).ms);
    promised.set("resolve", (kStageNow + 72 * kHour_ms).ms);
  }
  state.intake = Json::object()
                     .set("contact_type", paper.type)
                     .set("place", "xh-318")
                     .set("policy", default_policy().version)
                     .set("promised", std::move(promised));
  if (!paper.anonymous) state.intake.set("consent", "2026-04");
  return state;
}

// Two pixels a dot: its golden, a third of that, can still be read.
void check_paper(const std::string& name, const BitImage& paper) {
  PixelBuffer picture;
  picture.width = picture.stride = 2 * paper.width;
  picture.height = 2 * paper.height;
  std::vector<std::uint32_t> pixels(static_cast<std::size_t>(picture.width) *
                                    static_cast<std::size_t>(picture.height));
  picture.pixels = pixels.data();
  for (int y = 0; y < picture.height; ++y)
    for (int x = 0; x < picture.width; ++x)
      pixels[static_cast<std::size_t>(y * picture.width + x)] =
          paper.black(x / 2, y / 2) ? 0xFF000000u : 0xFFFFFFFFu;
  check_golden(name, picture);
}

}  // namespace

TEST_CASE("receipts 30 and 31 are printed as accepted in every language and width") {
  auto fonts = FontStore::open();
  REQUIRE(fonts);
  const auto site = demo_site("xinghe");
  REQUIRE(site);
  for (const auto& paper : kPapers)
    for (const auto language : {Language::zh_hans, Language::zh_hant, Language::en})
      for (const int width : {576, 384}) {
        auto words = receipt_words(default_policy(), *site, submitted_case(paper), language, "K07");
        if (paper.copy > 1)
          words.duplicate = duplicate_words(*site, language, paper.copy, kStageNow + 74 * kMinute_ms);
        const auto printed = render(**fonts, words, width);
        REQUIRE(printed.ok());
        CHECK(printed->height <= 2400);
        check_paper((width == 576 ? "30-" : "31-") + paper.name + "-" + std::string(language_code(language)),
                    *printed);
      }
}
