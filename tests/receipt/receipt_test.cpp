#include "kiosk/receipt/receipt.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "kiosk/receipt/escpos.h"
#include "kiosk/receipt/ink.h"
#include "kiosk/receipt/qr.h"
#include "tests/receipt/escpos_interpreter.h"
#include "tests/receipt/samples.h"

using namespace redress;
using namespace redress::test;

namespace {

const std::string kLanguages[] = {"zh-Hans", "zh-Hant", "en"};
const int kWidths[] = {576, 384};

BitImage must_render(const ReceiptContent& content, int width) {
  auto image = render(fonts(), content, width);
  REQUIRE_MESSAGE(image.ok(), (image.ok() ? "" : image.error().what));
  return std::move(image).value();
}

// Black dots of one row.
int ink_in_row(const BitImage& image, int y) {
  int count = 0;
  for (int x = 0; x < image.width; ++x) count += image.black(x, y);
  return count;
}

// Rows where a rule as wide as the content begins, and how thick it is.
std::vector<std::pair<int, int>> rules(const BitImage& image, int margin) {
  std::vector<std::pair<int, int>> found;
  for (int y = 0; y < image.height; ++y) {
    int thickness = 0;
    while (y + thickness < image.height && ink_in_row(image, y + thickness) == image.width - 2 * margin)
      ++thickness;
    if (thickness) found.emplace_back(y, thickness);
    y += thickness;
  }
  return found;
}

void check_margins_white(const BitImage& image, int margin) {
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < margin - 2; ++x) {  // a glyph may lean over its pen position by a dot or two
      REQUIRE_FALSE(image.black(x, y));
      REQUIRE_FALSE(image.black(image.width - 1 - x, y));
    }
  for (int y = 0; y < 20; ++y) {
    REQUIRE(ink_in_row(image, y) == 0);
    REQUIRE(ink_in_row(image, image.height - 1 - y) == 0);
  }
}

BitImage picture_of(const Paper& paper) {
  BitImage image(paper.rows.empty() ? 0 : static_cast<int>(paper.rows[0].size()),
                 static_cast<int>(paper.rows.size()));
  for (int y = 0; y < image.height; ++y)
    for (int x = 0; x < image.width; ++x)
      if (paper.rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)]) image.set(x, y);
  return image;
}

}  // namespace

TEST_CASE("The receipt of the mockups has the heights and rules of the table in section 10, to the dot") {
  using Rules = std::vector<std::pair<int, int>>;
  auto wide = must_render(sample_receipt("zh-Hans"), 576),
       narrow = must_render(sample_receipt("zh-Hans"), 384);
  CHECK(wide.height == 1576);
  CHECK(rules(wide, 24) == Rules{{195, 4}, {665, 4}, {849, 2}, {955, 2}, {1227, 2}, {1366, 4}});
  CHECK(narrow.height == 1612);
  CHECK(rules(narrow, 16) == Rules{{181, 4}, {649, 4}, {881, 2}, {982, 2}, {1246, 2}, {1369, 4}});
}

TEST_CASE("Boxes of the code and the QR stand where the table says, in whole dots a module") {
  auto wide = must_render(sample_receipt("zh-Hans"), 576);
  for (int x : {24, 204, 384}) {
    CHECK(wide.black(x, 256 + 56));
    CHECK(wide.black(x + 167, 256 + 56));
    CHECK(wide.black(x + 84, 256));
    CHECK(wide.black(x + 84, 256 + 111));
    CHECK_FALSE(wide.black(x + 84, 255));
  }
  auto qr = qr_matrix(sample_receipt("zh-Hans").qr_text);
  REQUIRE(qr.ok());
  CHECK(qr->version == 2);
  auto narrow = must_render(sample_receipt("zh-Hans"), 384);
  for (int y = 0; y < 25; ++y)
    for (int x = 0; x < 25; ++x) {
      for (int v : {0, 8})
        for (int u : {0, 8}) REQUIRE(wide.black(36 + 9 * x + u, 404 + 9 * y + v) == qr->at(x, y));
      for (int v : {0, 7})
        for (int u : {0, 7}) REQUIRE(narrow.black(92 + 8 * x + u, 358 + 8 * y + v) == qr->at(x, y));
    }
  for (int y = 404 - 36; y < 404 + 225 + 36; ++y)  // quiet zone: four modules on every side
    for (int x = 0; x < 36 + 225 + 36; ++x)
      if (y < 404 || y >= 404 + 225 || x < 36 || x >= 36 + 225) REQUIRE_FALSE(wide.black(x, y));
}

TEST_CASE("Every receipt is read back by zbarimg from the picture and from the bytes of the printer job") {
  for (const auto& language : kLanguages)
    for (int width : kWidths) {
      CAPTURE(language);
      CAPTURE(width);
      auto content = sample_receipt(language);
      auto image = must_render(content, width);
      show(language + "-" + std::to_string(width), image);
      check_margins_white(image, width == 576 ? 24 : 16);
      CHECK(decode_qr(image) == content.qr_text);
      auto paper = interpret(escpos_raster(image));
      CHECK(paper.trouble == "");
      CHECK(paper.resets == 1);
      CHECK(paper.cuts == 1);
      CHECK(paper.max_band_rows <= 256);
      CHECK(picture_of(paper) == image);
      CHECK(decode_qr(picture_of(paper)) == content.qr_text);
    }
}

TEST_CASE("A longer host gives version 3 in the same place and is still read (decision 22)") {
  auto content = sample_receipt("zh-Hans");
  content.qr_text = "HTTPS://FEEDBACK.XINGHE-PLAZA-HANGZHOU.EXAMPLE/C/7K3QF8M2X9TJ";
  REQUIRE(content.qr_text.size() == 61);
  for (int width : kWidths) {
    auto image = must_render(content, width);
    show("version3-" + std::to_string(width), image);
    CHECK(decode_qr(image) == content.qr_text);
    CHECK(image.black(width == 576 ? 36 : 76, width == 576 ? 404 : 358));
  }
}

TEST_CASE("A copy says so in a box under the title; the rest moves down and stays the same") {
  for (int width : kWidths) {
    auto content = sample_receipt("zh-Hans");
    auto plain = must_render(content, width);
    content.duplicate = ReceiptDuplicate{"补打 DUPLICATE 2", "补打时间 2026年4月16日 15:20"};
    auto copy = must_render(content, width);
    show("duplicate-" + std::to_string(width), copy);
    const int moved = copy.height - plain.height;
    REQUIRE(moved >= 50);
    const int margin = width == 576 ? 24 : 16, title_end = width == 576 ? 144 : 131;
    for (int y = title_end + 20; y < copy.height; ++y)
      if (y >= title_end + moved + 10)
        for (int x = 0; x < width; ++x) REQUIRE(copy.black(x, y) == plain.black(x, y - moved));
    CHECK(copy.black(margin, title_end + 8 + 20));  // left and right line of the box
    CHECK(copy.black(width - margin - 1, title_end + 8 + 20));
  }
}

TEST_CASE("Long names wrap inside their column and the receipt grows; nothing is clipped") {
  for (const auto& language : kLanguages)
    for (int width : kWidths) {
      auto content = sample_receipt(language);
      auto usual = must_render(content, width);
      content.mall = "星河广场国际购物中心（滨江区江南大道与长河路交叉口西北侧）一期";
      content.facts[1].value =
          "B2 地下停车场 D 区 东南角 电梯厅旁 自助缴费机与 Supercalifragilisticexpialidocious Café 之间";
      content.phone = "0571-0000-6688 转 80012 或 80013";
      content.dates[0].value = "2026年12月31日（星期四）14:06 前，以先到者为准";
      auto grown = must_render(content, width);
      show("long-" + language + "-" + std::to_string(width), grown);
      CHECK(grown.height > usual.height + 60);
      CHECK(grown.height <= kReceipt_max_height_dots);
      check_margins_white(grown, width == 576 ? 24 : 16);
      CHECK(decode_qr(grown) == content.qr_text);
    }
}

TEST_CASE("Over 2,400 dots 'what next' goes first; code, QR, dates, phone and privacy line never go") {
  auto content = sample_receipt("zh-Hans");
  std::string long_words;
  for (int i = 0; i < 60; ++i) long_words += "一个很长的步骤说明，";
  content.next_steps.push_back(long_words);
  auto without = content;
  without.next_title.clear();
  without.next_steps.clear();
  CHECK(must_render(content, 384) == must_render(without, 384));

  content = sample_receipt("zh-Hans");
  content.facts[1].value = long_words + long_words;
  content.privacy += long_words;
  auto least = content;
  least.next_steps.clear();
  least.dispute.clear();
  least.facts.clear();
  CHECK(must_render(content, 384) == must_render(least, 384));
}

TEST_CASE("Words that are not given leave no gap: anonymous, no dates trusted, facts switched off") {
  auto content = sample_receipt("zh-Hans");
  content.privacy = "您没有留下联系方式，请一定保管好编号。";
  content.issued.clear();
  content.dates = {{"首次答复", "登记后 24 小时内"}};
  content.facts.clear();
  content.title = "建议登记回执";
  content.dates_title = "答复时间";
  for (int width : kWidths) {
    auto image = must_render(content, width);
    show("sparse-" + std::to_string(width), image);
    CHECK(image.height < must_render(sample_receipt("zh-Hans"), width).height - 100);
    CHECK(decode_qr(image) == content.qr_text);
  }
  content.dates = {{"", "登记后 24 小时内"}};
  CHECK(render(fonts(), content, 576).ok());
}

TEST_CASE(
    "The language chooses the shape of a character: 骨 differs between simplified and traditional paper") {
  auto content = sample_receipt("zh-Hans");
  content.title = "骨";
  auto simplified = must_render(content, 576);
  content.language = "zh-Hant";
  CHECK_FALSE(simplified == must_render(content, 576));
}

TEST_CASE("No stroke of small text is one dot thin unless its neighbour would be touched") {
  TextStyle style;
  style.em_px = 24;
  int thin = 0, all = 0;
  for (char32_t c : std::u32string(U"一丨工口中文投诉登记回执客服电话已保存在本机0123456789Case")) {
    auto dots = ink(fonts().rasterise(style, c));
    for (int y = 0; y < dots.height; ++y)
      for (int x = 0; x < dots.width; ++x) {
        if (!dots.black(x, y)) continue;
        bool thick = false;
        for (int v : {-1, 1})
          for (int u : {-1, 1})
            thick = thick || (dots.black(x + u, y) && dots.black(x, y + v) && dots.black(x + u, y + v));
        ++all;
        thin += !thick;
      }
  }
  REQUIRE(all > 3000);
  CHECK(thin * 50 < all);
}

TEST_CASE("What cannot be a receipt is refused with its reason") {
  auto content = sample_receipt("zh-Hans");
  CHECK(render(fonts(), content, 512).error().what.find("512") != std::string::npos);
  content.code = "7K3QF8M2X9TJ";
  CHECK(render(fonts(), content, 576).error().code == Errc::invalid);
  content = sample_receipt("zh-Hans");
  content.qr_text = "https://xinghe.example/c/7K3QF8M2X9TJ";
  CHECK(render(fonts(), content, 576).error().code == Errc::invalid);
  content.qr_text = std::string(62, 'A');
  CHECK(render(fonts(), content, 576).error().code == Errc::limit);
}
