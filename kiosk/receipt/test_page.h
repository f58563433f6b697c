// The technician's test page (screens-staff.md, 52): what can go wrong on paper, on one short strip.
// It is no receipt and is not in the job ledger.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "kiosk/receipt/bit_image.h"

namespace redress {

class FontStore;

struct TestPageContent {
  std::string language = "zh-Hans";
  std::string title;  // 测试页 TEST
  std::string place;  // 星河广场・自助终端 3
  std::string time;
  std::vector<std::string> samples;  // three scripts, rare characters, look-alikes 0O 1lI
  std::string qr_text;               // read back by the device's own scanner; also printed in letters
  std::string density_words;         // 黑条应当均匀
  std::string edge_words;            // 左右竖线都要看得见
  std::string cut_words;             // 到这里切纸
};

// Errors and thread as render() of a receipt.
Result<BitImage> render_test_page(FontStore& fonts, const TestPageContent& content, int width_dots);

}  // namespace redress
