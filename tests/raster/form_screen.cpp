#include "tests/raster/form_screen.h"

#include <string>

namespace redress::ui {
namespace {

constexpr ImU32 rgb(unsigned hex) {
  return IM_COL32((hex >> 16) & 255, (hex >> 8) & 255, hex & 255, 255);
}
constexpr ImU32 paper = rgb(0xF5F3EE), surface = rgb(0xFFFFFF), ink = rgb(0x17212B), soft = rgb(0x46525F),
                line_strong = rgb(0x7A8490), primary = rgb(0x0B5D5E), wash = rgb(0xE3EFEE);

TextStyle text_style(float em_px, Weight weight = Weight::regular) {
  TextStyle style;
  style.em_px = em_px;
  style.weight = weight;
  return style;
}

struct Painter {
  ImDrawList& list;
  GlyphAtlas& atlas;

  void box(float x, float y, float w, float h, ImU32 fill, ImU32 line, float thick = 2) {
    list.AddRectFilled(ImVec2(x, y), ImVec2(x + w, y + h), fill, 12);
    list.AddRect(ImVec2(x, y), ImVec2(x + w, y + h), line, 12, 0, thick);
  }
  void text(float x, float top, const TextStyle& style, ImU32 color, std::string_view line) {
    atlas.draw(list, style, x, top + baseline_px(style), color, line);
  }
  void centred(float x, float y, float w, float h, const TextStyle& style, ImU32 color, std::string_view line) {
    const float width = measure(atlas.fonts(), style, line);
    text(x + (w - width) / 2, y + (h - line_height_px(style)) / 2, style, color, line);
  }
  float paragraph(float x, float top, float width, const TextStyle& style, ImU32 color, std::string_view words) {
    for (const TextLine& line : break_lines(atlas.fonts(), style, words, width)) {
      text(x, top, style, color, words.substr(line.begin, line.end - line.begin));
      top += line_height_px(style);
    }
    return top;
  }
};

constexpr std::string_view story =
    "四月四日我在三楼12号店买了一张书桌，店员说“九日上门修”，可是到今天（16日）也没有人来，电话打了3次都没人接。"
    "我要求：①尽快修好；②说明原因。";

void tiles(Painter& paint) {
  const char* names[] = {"商品质量", "退换货", "服务态度", "价格与收费", "安全与卫生", "停车", "设施设备", "其他"};
  for (int i = 0; i < 8; ++i) {
    const float x = 60 + static_cast<float>(i % 2) * 492, y = 330 + static_cast<float>(i / 2) * 120;
    paint.box(x, y, 468, 104, i == 2 ? wash : surface, i == 2 ? primary : line_strong, i == 2 ? 4 : 2);
    paint.centred(x, y, 468, 104, text_style(34, Weight::bold), ink, names[i]);
  }
}

void keyboard(Painter& paint, int pressed) {
  const std::string rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
  int key = 0;
  for (int row = 0; row < 3; ++row) {
    const auto count = static_cast<float>(rows[row].size());
    for (std::size_t i = 0; i < rows[row].size(); ++i, ++key) {
      const float x = 540 - count * 48 + static_cast<float>(i) * 96, y = 1330 + static_cast<float>(row) * 100;
      const bool down = key == pressed;
      paint.box(x + 4, y, 88, 92, down ? primary : surface, line_strong);
      paint.centred(x + 4, y, 88, 92, text_style(40), down ? surface : ink, rows[row].substr(i, 1));
    }
  }
}

}  // namespace

void draw_form_screen(ImDrawList& list, GlyphAtlas& atlas, const FormState& state) {
  Painter paint{list, atlas};
  list.AddRectFilled(ImVec2(0, 0), ImVec2(1080, 1920), paper);
  paint.text(60, 30, text_style(36, Weight::bold), primary, "诉达 Redress 顾客服务");
  for (int i = 0; i < 5; ++i)
    list.AddRectFilled(ImVec2(60 + static_cast<float>(i) * 194, 112), ImVec2(246 + static_cast<float>(i) * 194, 120),
                       i < 2 ? primary : line_strong, 4);
  paint.text(60, 150, text_style(56, Weight::bold), ink, "您要反映哪一类问题？");
  paint.text(60, 235, text_style(32), soft, "选最接近的一项，之后还可以修改。");
  tiles(paint);
  paint.box(60, 820, 960, 250, surface, primary, 3);
  std::size_t end = 0;
  for (int i = 0; i < state.typed && end < story.size(); ++i)
    do ++end; while (end < story.size() && (static_cast<unsigned char>(story[end]) & 0xC0) == 0x80);
  paint.paragraph(84, 836, 912, text_style(34), ink, story.substr(0, end));
  std::string notes;
  for (int i = 0; i < 3; ++i) notes += story;
  paint.paragraph(60, 1085, 960, text_style(28), soft, notes);
  keyboard(paint, state.pressed_key);
  paint.box(60, 1632, 240, 112, surface, line_strong);
  paint.centred(60, 1632, 240, 112, text_style(36, Weight::bold), ink, "返回");
  paint.box(324, 1632, 696, 112, primary, primary);
  paint.centred(324, 1632, 696, 112, text_style(36, Weight::bold), surface, "下一步");
  list.AddRectFilled(ImVec2(0, 1776), ImVec2(1080, 1920), surface);
  const char* rail[] = {"取消", "语言 Language", "文字与对比度", "呼叫工作人员"};
  for (int i = 0; i < 4; ++i) {
    list.AddCircle(ImVec2(135 + static_cast<float>(i) * 270, 1822), 22, primary, 0, 3);
    paint.centred(static_cast<float>(i) * 270, 1850, 270, 60, text_style(28), ink, rail[i]);
  }
}

}  // namespace redress::ui
