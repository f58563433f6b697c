// Sizes and distances of the receipt, in dots (8 = 1 mm).
#pragma once

#include "kiosk/receipt/receipt.h"

namespace redress {

// The numbers of screens-shopper.md section 10. Two widths differ in more than scale: on 58 mm the
// words stand below the QR and the dates below their labels.
struct ReceiptMeasures {
  int width, margin;
  float mall_em, title_em, title_gap;
  int code_height, code_gap;
  float code_em;
  float qr_air;     // four modules
  int module_dots;  // version 2
  float date_label_em, date_em, date_label_column;
  float fact_em, fact_column;
  float step_em, step_gap;
  float phone_label_em, phone_em, saved_gap;
  bool beside;  // words beside the QR, dates beside their labels
};

inline constexpr ReceiptMeasures kWide{.width = kWidth_80mm_dots,
                                       .margin = 24,
                                       .mall_em = 40,
                                       .title_em = 48,
                                       .title_gap = 6,
                                       .code_height = 112,
                                       .code_gap = 12,
                                       .code_em = 76,
                                       .qr_air = 36,
                                       .module_dots = 9,
                                       .date_label_em = 28,
                                       .date_em = 33,
                                       .date_label_column = 128,
                                       .fact_em = 26,
                                       .fact_column = 80,
                                       .step_em = 26,
                                       .step_gap = 14,
                                       .phone_label_em = 26,
                                       .phone_em = 52,
                                       .saved_gap = 8,
                                       .beside = true};
inline constexpr ReceiptMeasures kNarrow{.width = kWidth_58mm_dots,
                                         .margin = 16,
                                         .mall_em = 34,
                                         .title_em = 42,
                                         .title_gap = 4,
                                         .code_height = 84,
                                         .code_gap = 8,
                                         .code_em = 50,
                                         .qr_air = 32,
                                         .module_dots = 8,
                                         .date_label_em = 24,
                                         .date_em = 29,
                                         .date_label_column = 0,
                                         .fact_em = 24,
                                         .fact_column = 68,
                                         .step_em = 24,
                                         .step_gap = 8,
                                         .phone_label_em = 24,
                                         .phone_em = 40,
                                         .saved_gap = 6,
                                         .beside = false};

inline constexpr int kModule_dots_version_3 = 8;
inline constexpr float kReceipt_top = 24, kReceipt_bottom = 43.2f;
inline constexpr float kMark = 48, kMark_gap = 12;
inline constexpr float kSmall_em = 24, kSmall_leading = 1.45f, kHeading_em = 28;
inline constexpr int kHeavy_rule = 4, kLight_rule = 2, kBox_line = 3, kBox_radius = 8;
inline constexpr float kColumn_gap = 12;
inline constexpr float kTitle_give = 6;  // a title may be so much smaller to stay on one line

}  // namespace redress
