#include "kiosk/scenes/shopper/paged_text.h"

#include "core/base/secret.h"

namespace redress::shopper {

namespace {

// The last whole character that ends at or before `byte`.
std::size_t edge(std::string_view text, std::size_t byte) {
  while (byte > 0 && byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) --byte;
  return byte;
}

}  // namespace

std::size_t fitting_bytes(const ui::Canvas& c, std::string_view text, ui::Type t, float width, int lines, std::string_view mark) {
  std::size_t low = 0, high = text.size();
  while (low < high) {  // lines only grow with the text
    const std::size_t middle = (low + high + 1) / 2;
    std::string part(text.substr(0, edge(text, middle)));
    if (middle < text.size()) part += mark;
    if (c.line_count(part, t, width) > lines) high = middle - 1;
    else low = middle;
    redress::wipe(part);
  }
  return edge(text, low);
}

std::vector<std::size_t> text_pages(const ui::Canvas& c, std::string_view text, ui::Type t, float width, int lines) {
  std::vector<std::size_t> starts{0};
  for (;;) {
    const auto rest = text.substr(starts.back());
    const auto used = fitting_bytes(c, rest, t, width, lines, {});
    if (used == 0 || used >= rest.size()) return starts;
    starts.push_back(starts.back() + used);
  }
}

}  // namespace redress::shopper
