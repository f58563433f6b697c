#include "kiosk/receipt/escpos.h"

#include <doctest/doctest.h>

#include "tests/receipt/escpos_interpreter.h"
#include "tests/receipt/samples.h"

using namespace redress;
using namespace redress::test;

TEST_CASE("Bands never exceed what small printer buffers hold, whatever is asked for") {
  BitImage image(384, 700);
  image.fill(0, 0, 384, 700);
  for (int rows : {-5, 1, 24, 255, 256, 9999}) {
    auto paper = interpret(escpos_raster(image, {.band_rows = rows}));
    CHECK(paper.trouble == "");
    CHECK(paper.max_band_rows <= 256);
    CHECK(paper.rows.size() == 700);
  }
}

TEST_CASE("Without a cutter the paper is fed 96 dots for tearing and no cut is sent") {
  auto paper = interpret(escpos_raster(BitImage(384, 10), {.cutter = false}));
  CHECK(paper.cuts == 0);
  CHECK(paper.fed_dots == 96);
}

TEST_CASE("No picture can hold a real-time command: each lone dot that would make one gets a neighbour") {
  BitImage image(32, 300);
  for (std::size_t i = 0; i + 2 < image.bits.size(); i += 3) {
    image.bits[i] = 0x10;
    image.bits[i + 1] = i % 9 == 0 ? 0x04 : i % 9 == 3 ? 0x05 : 0x14;
    image.bits[i + 2] = 0x02;
  }
  auto job = escpos_raster(image);
  for (std::size_t i = 0; i + 1 < job.size(); ++i)
    REQUIRE_FALSE((job[i] == 0x10 && (job[i + 1] == 0x04 || job[i + 1] == 0x05 || job[i + 1] == 0x14)));
  auto paper = interpret(job);
  REQUIRE(paper.rows.size() == 300);
  for (int y = 0; y < 300; ++y)
    for (int x = 0; x < 32; ++x)
      if (paper.rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] != image.black(x, y)) {
        REQUIRE_FALSE(image.black(x, y));
        REQUIRE(image.black(x - 1, y));
      }
}

TEST_CASE("Slow lines get text in the set order and the QR by the printer's own command") {
  auto content = sample_receipt("zh-Hans");
  content.duplicate = ReceiptDuplicate{"补打 DUPLICATE 2", "15:20"};
  auto job = escpos_text(content, PrinterText::gb18030);
  REQUIRE(job.ok());
  CHECK(job->size() < 1000);
  auto paper = interpret(*job);
  CHECK(paper.trouble == "");
  CHECK(paper.qr == content.qr_text);
  CHECK(paper.cuts == 1);
  // 星河广场 … in GBK, as any Chinese printer reads them.
  std::size_t at = 0;
  for (std::string part : {"\xd0\xc7\xba\xd3\xb9\xe3\xb3\xa1", "DUPLICATE 2", "7K3Q-F8M2-X9TJ",
                           "\xca\xd7\xb4\xce\xb4\xf0\xb8\xb4 4\xd4\xc2"
                           "17\xc8\xd5",
                           "0571-0000-6688", "HTTPS://"}) {
    auto found = paper.text.find(part, at);
    CAPTURE(part);
    REQUIRE(found != std::string::npos);
    at = found + part.size();
  }
}

TEST_CASE("No word can inject a command or a half character into the printer") {
  auto content = sample_receipt("zh-Hans");
  content.mall =
      "a\x1b@\x1dV\x42\x01\x10\x04\x01"
      "\xc2\x9b"
      "b\u202e\u200b¥😀𠮷\xff\xe6\x98";
  content.dates[0].value = "x\x1c.\r\n\ny";
  for (auto set : {PrinterText::gb18030, PrinterText::ascii}) {
    auto job = escpos_text(content, set);
    REQUIRE(job.ok());
    auto paper = interpret(*job);
    CHECK(paper.trouble == "");
    CHECK(paper.resets == 1);
    CHECK(paper.cuts == 1);
    for (unsigned char byte : paper.text) REQUIRE((byte >= 0x20 || byte == '\n'));
    std::string yen =
        set == PrinterText::ascii ? "?" : "\xa3\xa4";  // ￥, not the four bytes that print "0 6"
    CHECK(paper.text.starts_with("a@VBb" + yen + "??"));
    CHECK(paper.text.find("x.y\n") != std::string::npos);
  }
}

TEST_CASE("Printers without Chinese get ASCII, full-width digits and marks made plain") {
  auto content = sample_receipt("en");
  content.mall = "Ｘｉｎｇｈｅ　Plaza（３Ｆ）";
  auto job = escpos_text(content, PrinterText::ascii);
  REQUIRE(job.ok());
  auto paper = interpret(*job);
  CHECK(paper.text.starts_with("Xinghe Plaza(3F)\n"));
  for (unsigned char byte : paper.text) REQUIRE(byte < 0x80);
}
