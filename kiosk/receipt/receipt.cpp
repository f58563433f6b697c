#include "kiosk/receipt/receipt.h"

#include <algorithm>
#include <cmath>

#include "kiosk/receipt/receipt_measures.h"
#include "kiosk/receipt/receipt_page.h"

namespace redress {
namespace {

// What may be left out, least needed first.
enum class Optional { next, dispute, facts, saved, count };

class Composer {
 public:
  Composer(FontStore& fonts, const ReceiptContent& content, const ReceiptMeasures& measures,
           const QrMatrix& qr, int dropped)
      : content_(content),
        m_(measures),
        qr_(qr),
        dropped_(dropped),
        page_(fonts, region_of(content.language), measures.width, measures.margin),
        left_(static_cast<float>(measures.margin)),
        room_(static_cast<float>(page_.content_width())) {}

  BitImage compose() {
    page_.y = kReceipt_top;
    head();
    page_.rule(kHeavy_rule);
    code();
    m_.beside ? qr_beside() : qr_above();
    page_.rule(kHeavy_rule);
    dates();
    if (keeps(Optional::facts) && !content_.facts.empty()) facts();
    next();
    phone();
    page_.rule(kHeavy_rule);
    foot();
    page_.y += kReceipt_bottom;
    return page_.finish();
  }

 private:
  bool keeps(Optional block) const { return static_cast<int>(block) >= dropped_; }

  void words(const TextStyle& style, const std::string& text) {
    if (!text.empty()) page_.y += page_.paragraph(style, text, left_, page_.y, room_);
  }

  TextStyle small() const { return page_.style(kSmall_em, Weight::regular, kSmall_leading); }
  TextStyle heading() const { return page_.style(kHeading_em, Weight::bold); }

  void mark(float x, float top) {
    constexpr float path[][4] = {{6, 7, 42, 7},    {42, 7, 42, 35},  {42, 35, 23, 35},
                                 {23, 35, 13, 43}, {13, 43, 13, 35}, {13, 35, 6, 35},
                                 {6, 35, 6, 7},    {15, 21, 22, 28}, {22, 28, 34, 15}};
    for (const auto& s : path) page_.stroke(x + s[0], top + s[1], x + s[2], top + s[3], 4);
  }

  void head() {
    auto style = page_.style(m_.mall_em, Weight::bold, 1.3f);
    const float x = left_ + kMark + kMark_gap, room = room_ - kMark - kMark_gap;
    float height = std::max(kMark, page_.paragraph_height(style, content_.mall, room));
    // The mark stays beside the first line when a long name wraps.
    mark(left_, page_.y + (std::max(kMark, line_height_px(style)) - kMark) / 2);
    page_.paragraph(style, content_.mall, x, page_.y + std::max(0.f, kMark - line_height_px(style)) / 2,
                    room);
    page_.y += height + m_.title_gap;
    auto title = page_.style(m_.title_em, Weight::bold, 1.3f);
    words(page_.fitted(title, content_.title, room_, m_.title_em - kTitle_give), content_.title);
    if (content_.duplicate) duplicate(*content_.duplicate);
    issued();
  }

  void issued() {
    const bool both = !content_.issued.empty() && !content_.terminal.empty();
    const std::string one_line = content_.issued + (both ? "　" : "") + content_.terminal;
    if (page_.width_of(small(), one_line) <= room_) return words(small(), one_line);
    words(small(), content_.issued);
    words(small(), content_.terminal);
  }

  void duplicate(const ReceiptDuplicate& copy) {
    constexpr float pad = 12, air = 8;
    const std::string& what = copy.label;
    auto bold = page_.style(kHeading_em, Weight::bold), plain = page_.style(kSmall_em);
    const float room = room_ - 2 * pad;
    const float what_height = page_.paragraph_height(bold, what, room);
    const float what_width = page_.width_of(bold, what), time_width = page_.width_of(plain, copy.time);
    const bool one_line = what_width + kColumn_gap + time_width <= room;
    float inner = what_height;
    if (!one_line && !copy.time.empty()) inner += page_.paragraph_height(plain, copy.time, room);
    const float top = page_.y + air;
    page_.box(page_.margin(), static_cast<int>(std::lround(top)), page_.content_width(),
              static_cast<int>(std::lround(inner + air)), kBox_line, kBox_radius);
    const float text_top = top + air / 2;
    page_.paragraph(bold, what, left_ + pad, text_top, room);
    if (one_line)
      page_.line_at_baseline(plain, copy.time, left_ + room_ - pad - time_width,
                             text_top + receipt_baseline(bold));
    else
      page_.paragraph(plain, copy.time, left_ + pad, text_top + what_height, room);
    page_.y += std::round(inner + 3 * air);  // whole dots: what follows looks as on the first paper
  }

  void code() {
    words(small(), content_.code_label);
    page_.y += 6;
    auto style = page_.style(m_.code_em, Weight::bold, 1);
    style.family = Family::mono;
    const int box_width = (page_.content_width() - 2 * m_.code_gap) / 3;
    const int top = static_cast<int>(std::lround(page_.y));
    for (int group = 0; group < 3; ++group) {
      const int x = page_.margin() + group * (box_width + m_.code_gap);
      auto text = std::string_view(content_.code).substr(static_cast<std::size_t>(group) * 5, 4);
      page_.box(x, top, box_width, m_.code_height, kBox_line, kBox_radius);
      // Four dots above the middle: symbols have no descenders.
      float baseline =
          static_cast<float>(top) + static_cast<float>(m_.code_height) / 2 - 4 + 0.436f * m_.code_em;
      float indent = (static_cast<float>(box_width) - page_.width_of(style, text)) / 2;
      page_.line_at_baseline(style, text, static_cast<float>(x) + indent, baseline);
    }
    page_.y += static_cast<float>(m_.code_height);
  }

  int module_dots() const { return qr_.version == 2 ? m_.module_dots : kModule_dots_version_3; }

  void qr_beside() {
    constexpr float indent = 12, below = 20;
    const float size = static_cast<float>(qr_.modules * module_dots());
    page_.y += m_.qr_air;
    const float x = left_ + indent + size + m_.qr_air, room = left_ + room_ - x;
    auto bold = page_.style(36, Weight::bold), plain = page_.style(28);
    float height = content_.scan_title.empty() ? 0 : page_.paragraph_height(bold, content_.scan_title, room);
    for (const auto& text : content_.scan_lines) height += page_.paragraph_height(plain, text, room);
    float at = page_.y + std::max(0.f, (size - height) / 2);
    page_.qr(qr_, page_.margin() + static_cast<int>(indent), static_cast<int>(std::lround(page_.y)),
             module_dots());
    if (!content_.scan_title.empty()) at += page_.paragraph(bold, content_.scan_title, x, at, room);
    for (const auto& text : content_.scan_lines) at += page_.paragraph(plain, text, x, at, room);
    page_.y += std::max(size, height) + below;
  }

  void qr_above() {
    const int size = qr_.modules * module_dots();
    page_.y += m_.qr_air;
    page_.qr(qr_, (page_.width() - size) / 2, static_cast<int>(std::lround(page_.y)), module_dots());
    page_.y += static_cast<float>(size) + m_.qr_air;
    auto style = page_.fitted(heading(), content_.scan_short, room_, kSmall_em);
    float width = page_.width_of(style, content_.scan_short);
    if (width <= room_)
      page_.line(style, content_.scan_short, left_ + (room_ - width) / 2, page_.y);
    else
      page_.y += page_.paragraph(style, content_.scan_short, left_, page_.y, room_) - line_height_px(style);
    page_.y += line_height_px(heading()) + 4;
  }

  // Labels and dates in two columns when every one fits so, else each date below its label.
  bool dates_fit_beside(float column) {
    auto bold = page_.style(m_.date_em, Weight::bold);
    return m_.beside &&
           std::all_of(content_.dates.begin(), content_.dates.end(), [&](const ReceiptLine& date) {
             return column + page_.width_of(bold, date.value) <= room_;
           });
  }

  float column_for(const std::vector<ReceiptLine>& lines, const TextStyle& style, float at_least) {
    float column = at_least;
    for (const auto& line : lines) column = std::max(column, page_.width_of(style, line.label) + kColumn_gap);
    return column;
  }

  void dates() {
    words(page_.fitted(heading(), content_.dates_title, room_, kSmall_em), content_.dates_title);
    auto plain = page_.style(m_.date_label_em), bold = page_.style(m_.date_em, Weight::bold);
    const float column = column_for(content_.dates, plain, m_.date_label_column);
    const bool beside = dates_fit_beside(column);
    for (const auto& date : content_.dates) {
      page_.y += beside ? 4 : 2;
      if (beside && !date.label.empty()) {
        float baseline = page_.y + receipt_baseline(bold);
        page_.line_at_baseline(plain, date.label, left_, baseline);
        page_.line_at_baseline(bold, date.value, left_ + column, baseline);
        page_.y += line_height_px(bold);
      } else {
        words(plain, date.label);
        words(page_.fitted(bold, date.value, room_, kHeading_em), date.value);
      }
      page_.y += beside ? 4 : 2;
    }
  }

  void facts() {
    page_.rule(kLight_rule);
    auto style = page_.style(m_.fact_em);
    // A label longer than a third of the paper goes above its value.
    const float column = column_for(content_.facts, style, m_.fact_column);
    const bool beside = column <= room_ / 2.5f;
    for (const auto& fact : content_.facts) {
      if (beside && !fact.label.empty()) {
        page_.line(style, fact.label, left_, page_.y);
        page_.y += page_.paragraph(style, fact.value, left_ + column, page_.y, room_ - column);
      } else {
        words(style, fact.label);
        words(style, fact.value);
      }
    }
  }

  void next() {
    const bool steps = keeps(Optional::next) && !content_.next_steps.empty();
    const bool dispute = keeps(Optional::dispute) && !content_.dispute.empty();
    if (!steps && !dispute) return;
    page_.rule(kLight_rule);
    if (steps) {
      words(heading(), content_.next_title);
      auto plain = page_.style(m_.step_em), bold = page_.style(m_.step_em, Weight::bold);
      const float column = 20 + m_.step_gap;
      int number = 0;
      for (const auto& step : content_.next_steps) {
        page_.y += 2;
        page_.line(bold, std::to_string(++number), left_, page_.y);
        page_.y += page_.paragraph(plain, step, left_ + column, page_.y, room_ - column) + 2;
      }
    }
    if (!dispute) return;
    if (steps) page_.y += 8;
    words(small(), content_.dispute);
  }

  void phone() {
    if (content_.phone.empty()) return;
    page_.rule(kLight_rule);
    auto label = page_.style(m_.phone_label_em);
    label.leading = line_height_px(heading()) / label.em_px;
    words(label, content_.phone_label);
    auto number = page_.style(m_.phone_em, Weight::bold, 1.25f);
    auto smaller = page_.fitted(number, content_.phone, room_, kHeading_em);
    if (page_.width_of(smaller, content_.phone) > room_) smaller.em_px = kHeading_em;
    words(smaller, content_.phone);
  }

  void foot() {
    words(small(), content_.privacy);
    if (!keeps(Optional::saved)) return;
    page_.y += m_.saved_gap;
    words(small(), content_.saved);
    words(small(), content_.policy);
  }

  const ReceiptContent& content_;
  const ReceiptMeasures& m_;
  const QrMatrix& qr_;
  int dropped_;  // how many of Optional are left out
  ReceiptPage page_;
  float left_, room_;
};

}  // namespace

Status check_code(std::string_view code) {
  bool good = code.size() == 14;
  for (std::size_t i = 0; good && i < code.size(); ++i)
    good = i % 5 == 4 ? code[i] == '-'
                      : (code[i] >= '0' && code[i] <= '9') || (code[i] >= 'A' && code[i] <= 'Z');
  if (!good) return invalid("a receipt needs a case code of three groups of four, as XXXX-XXXX-XXXX");
  return {};
}

Status check_width(int width_dots) {
  if (width_dots == kWidth_80mm_dots || width_dots == kWidth_58mm_dots) return {};
  return invalid("receipts are 576 dots (80 mm) or 384 dots (58 mm) wide, not " + std::to_string(width_dots));
}

Result<BitImage> render(FontStore& fonts, const ReceiptContent& content, int width_dots) {
  REDRESS_TRY(check_width(width_dots));
  REDRESS_TRY(check_code(content.code));
  REDRESS_TRY_ASSIGN(auto qr, qr_matrix(content.qr_text));
  const ReceiptMeasures& measures = width_dots == kWidth_80mm_dots ? kWide : kNarrow;
  BitImage image;
  for (int dropped = 0; dropped <= static_cast<int>(Optional::count); ++dropped) {
    image = Composer(fonts, content, measures, qr, dropped).compose();
    if (image.height <= kReceipt_max_height_dots) break;
  }
  return image;
}

}  // namespace redress
