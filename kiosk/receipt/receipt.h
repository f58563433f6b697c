// What stands on a receipt (screens-shopper.md section 10), and the receipt as a picture.
// All words and dates are already chosen: rendering knows no case, no policy and no clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "kiosk/receipt/bit_image.h"

namespace redress {

class FontStore;

struct ReceiptLine {
  std::string label;  // may be empty: the value takes the whole width
  std::string value;
};

struct ReceiptDuplicate {
  std::string label;  // 补打 DUPLICATE 2, in both languages for the staff
  std::string time;   // when this copy was made
};

// An empty string or list leaves its line or block out; only mall, title, code and qr_text are needed.
struct ReceiptContent {
  std::string language = "zh-Hans";  // chooses the glyph forms: zh-Hans, zh-Hant or another
  std::string mall;
  std::string title;  // 投诉登记回执; other contact types have their own
  std::optional<ReceiptDuplicate> duplicate;
  std::string issued;                   // 2026年4月16日 14:06; empty when the clock is not trusted
  std::string terminal;                 // 终端 K07
  std::string code_label;               // 投诉编号; bilingual when the language is not Chinese
  std::string code;                     // XXXX-XXXX-XXXX
  std::string qr_text;                  // HTTPS://HOST/C/CODE, upper case
  std::string scan_title;               // 扫一扫 (80 mm, beside the QR)
  std::vector<std::string> scan_lines;  // what the QR is good for (80 mm)
  std::string scan_short;               // 扫码查进度、补充、确认 (58 mm, below the QR)
  std::string dates_title;              // 最晚答复时间
  std::vector<ReceiptLine> dates;       // 首次答复 / 4月17日（周五）14:06 前
  std::vector<ReceiptLine> facts;       // 类别, 地点; empty where switched off for privacy
  std::string next_title;               // 接下来
  std::vector<std::string> next_steps;
  std::string dispute;
  std::string phone_label;  // 客服电话　每天 10:00–22:00
  std::string phone;
  std::string privacy;  // or 您没有留下联系方式，请一定保管好编号
  std::string saved;    // 已保存在本机，联网后自动发送
  std::string policy;   // 处理制度 2026-04 版
};

// Errc::invalid unless it is three groups of four code symbols. (The check symbol is core/model's.)
Status check_code(std::string_view code);

inline constexpr int kWidth_80mm_dots = 576;
inline constexpr int kWidth_58mm_dots = 384;
inline constexpr int kReceipt_max_height_dots = 2400;

// Errc::invalid for any other width.
Status check_width(int width_dots);

// The whole receipt at 203 dpi (8 dots = 1 mm). It grows with its words; over 2,400 dots
// blocks are left out from the least needed on (next steps, dispute, facts, saved and policy), never
// code, QR, dates, phone or privacy line. Errors: Errc::invalid for another width, a code that is not three
// groups of four, or a qr_text that version 3 cannot hold. Not thread-safe on one FontStore.
Result<BitImage> render(FontStore& fonts, const ReceiptContent& content, int width_dots);

}  // namespace redress
