#include <doctest/doctest.h>

#include "kiosk/receipt/receipt.h"
#include "tests/receipt/samples.h"

using namespace redress;
using namespace redress::test;

TEST_CASE("look") {
  for (std::string language : {"zh-Hans", "zh-Hant", "en"})
    for (int width : {576, 384}) {
      auto image = render(fonts(), sample_receipt(language), width);
      REQUIRE(image.ok());
      show(language + "-" + std::to_string(width), *image);
      MESSAGE(language << " " << width << " height " << image->height);
      CHECK(decode_qr(*image) == sample_receipt(language).qr_text);
    }
}
