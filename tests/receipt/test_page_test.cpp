#include "kiosk/receipt/test_page.h"

#include <doctest/doctest.h>

#include "kiosk/receipt/escpos.h"
#include "tests/receipt/escpos_interpreter.h"
#include "tests/receipt/samples.h"

using namespace redress;
using namespace redress::test;

TEST_CASE("The technician's test page marks the outermost dots and its QR is read back, on both papers") {
  TestPageContent content;
  content.title = "测试页 TEST";
  content.place = "星河广场・自助终端 3";
  content.time = "2026-03-17 09:24";
  content.samples = {"简体：投诉受理回执", "繁體：投訴受理回執", "生僻字：喆 堃 淼 錞 㛃",
                     "Latin: Åé ñ ß 0O 1lI"};
  content.qr_text = "TEST-0317-092K";
  content.density_words = "浓度：黑条应当均匀";
  content.edge_words = "左右竖线都要看得见";
  content.cut_words = "到这里切纸";
  for (int width : {576, 384}) {
    auto page = render_test_page(fonts(), content, width);
    REQUIRE(page.ok());
    show("test-page-" + std::to_string(width), *page);
    CHECK(decode_qr(*page) == content.qr_text);
    bool left = false, right = false;
    for (int y = 0; y < page->height; ++y) {
      left = left || page->black(0, y);
      right = right || page->black(width - 1, y);
    }
    CHECK((left && right));
  }
  CHECK_FALSE(render_test_page(fonts(), content, 420).ok());
}

TEST_CASE("Feeding and cutting by hand print nothing") {
  auto fed = interpret(escpos_feed()), cut = interpret(escpos_cut());
  CHECK((fed.trouble + cut.trouble).empty());
  CHECK(fed.fed_dots == 160);
  CHECK(fed.cuts == 0);
  CHECK(cut.cuts == 1);
  CHECK((fed.text + cut.text).empty());
  CHECK(fed.rows.empty());
}
