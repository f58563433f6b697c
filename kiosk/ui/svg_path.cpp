#include "kiosk/ui/svg_path.h"

#include <charconv>
#include <cmath>
#include <numbers>

namespace redress::ui {
namespace {

constexpr int kCurveSteps = 14;

struct Reader {
  std::string_view text;
  std::size_t at = 0;
  bool good = true;

  void skip() {
    while (at < text.size() && (text[at] == ' ' || text[at] == ',')) ++at;
  }
  bool number_follows() {
    skip();
    return at < text.size() && (text[at] == '-' || text[at] == '.' || (text[at] >= '0' && text[at] <= '9'));
  }
  float number() {
    skip();
    float value = 0;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), value);
    if (error != std::errc()) {
      good = false;
      at = text.size();
      return 0;
    }
    at = static_cast<std::size_t>(end - text.data());
    return value;
  }
  // Flags of an arc may stand without a space behind them.
  bool flag() {
    skip();
    if (at >= text.size()) return good = false;
    return text[at++] == '1';
  }
};

class Builder {
 public:
  explicit Builder(Drawing& out) : out_(out) {}
  Size at() const { return at_; }
  void move(Size p) {
    out_.contours.push_back({{p}, false});
    at_ = start_ = p;
  }
  void line(Size p) {
    if (out_.contours.empty() || out_.contours.back().closed) move(at_);
    out_.contours.back().points.push_back(p);
    at_ = p;
  }
  void cubic(Size a, Size b, Size p) {
    const Size s = at_;
    for (int i = 1; i <= kCurveSteps; ++i) {
      const float t = static_cast<float>(i) / kCurveSteps, u = 1 - t;
      line({u * u * u * s.w + 3 * u * u * t * a.w + 3 * u * t * t * b.w + t * t * t * p.w,
            u * u * u * s.h + 3 * u * u * t * a.h + 3 * u * t * t * b.h + t * t * t * p.h});
    }
  }
  void quad(Size a, Size p) {
    const Size s = at_;
    cubic({s.w + 2.f / 3 * (a.w - s.w), s.h + 2.f / 3 * (a.h - s.h)},
          {p.w + 2.f / 3 * (a.w - p.w), p.h + 2.f / 3 * (a.h - p.h)}, p);
  }
  void arc(float rx, float ry, bool large, bool sweep, Size p);
  void close() {
    if (out_.contours.empty()) return;
    auto& contour = out_.contours.back();
    contour.closed = true;
    auto& points = contour.points;
    if (points.size() > 1 && std::abs(points.front().w - points.back().w) < .01f &&
        std::abs(points.front().h - points.back().h) < .01f)
      points.pop_back();
    at_ = start_;
  }

 private:
  Drawing& out_;
  Size at_, start_;
};

// Endpoint to centre form (SVG 1.1 appendix F.6.5), without rotation: no icon uses it.
void Builder::arc(float rx, float ry, bool large, bool sweep, Size p) {
  const float dx = (at_.w - p.w) / 2, dy = (at_.h - p.h) / 2;
  const float too_small = dx * dx / (rx * rx) + dy * dy / (ry * ry);
  if (too_small > 1) {
    rx *= std::sqrt(too_small);
    ry *= std::sqrt(too_small);
  }
  const float down = rx * rx * dy * dy + ry * ry * dx * dx;
  float k = down > 0 ? std::sqrt(std::max(0.f, (rx * rx * ry * ry - down) / down)) : 0;
  if (large == sweep) k = -k;
  const float cx1 = k * rx * dy / ry, cy1 = -k * ry * dx / rx;
  const float cx = cx1 + (at_.w + p.w) / 2, cy = cy1 + (at_.h + p.h) / 2;
  const float from = std::atan2((dy - cy1) / ry, (dx - cx1) / rx);
  float turn = std::atan2((-dy - cy1) / ry, (-dx - cx1) / rx) - from;
  constexpr float full = 2 * std::numbers::pi_v<float>;
  if (sweep && turn < 0) turn += full;
  if (!sweep && turn > 0) turn -= full;
  const int steps = std::max(3, static_cast<int>(std::ceil(std::abs(turn) / full * 40)));
  for (int i = 1; i < steps; ++i) {
    const float angle = from + turn * static_cast<float>(i) / static_cast<float>(steps);
    line({cx + rx * std::cos(angle), cy + ry * std::sin(angle)});
  }
  line(p);
}

void circle(Drawing& out, float cx, float cy, float r) {
  Contour contour;
  contour.closed = true;
  constexpr int steps = 48;
  for (int i = 0; i < steps; ++i) {
    const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / steps;
    contour.points.push_back({cx + r * std::cos(angle), cy + r * std::sin(angle)});
  }
  out.contours.push_back(std::move(contour));
}

void command(char c, Reader& in, Builder& path, Drawing& out) {
  const bool relative = c >= 'a' && c <= 'z';
  const Size base = relative ? path.at() : Size{};
  const auto point = [&] {
    const float x = in.number(), y = in.number();
    return Size{base.w + x, base.h + y};
  };
  switch (c) {
    case 'M': case 'm': path.move(point()); break;
    case 'L': case 'l': path.line(point()); break;
    case 'H': case 'h': path.line({base.w + in.number(), path.at().h}); break;
    case 'V': case 'v': path.line({path.at().w, base.h + in.number()}); break;
    case 'C': case 'c': {
      const Size a = point(), b = point();
      path.cubic(a, b, point());
      break;
    }
    case 'S': case 's': {  // smooth: only after a curve; our icons reflect by hand elsewhere
      const Size b = point();
      path.cubic(path.at(), b, point());
      break;
    }
    case 'Q': case 'q': {
      const Size a = point();
      path.quad(a, point());
      break;
    }
    case 'A': case 'a': {
      const float rx = in.number(), ry = in.number();
      in.number();
      const bool large = in.flag(), sweep = in.flag();
      path.arc(rx, ry, large, sweep, point());
      break;
    }
    case '@': case '*': {
      const float x = in.number(), y = in.number(), r = in.number();
      if (c == '@') circle(out, x, y, r);
      else out.dots.push_back({x, y, r});
      break;
    }
    default: in.good = false;
  }
}

}  // namespace

Drawing parse_path(std::string_view text) {
  Drawing out;
  Reader in{text};
  Builder path(out);
  char c = 0;
  while (in.good) {
    in.skip();
    if (in.at >= text.size()) break;
    if (!in.number_follows()) {
      c = text[in.at++];
      if (c == 'Z' || c == 'z') {
        path.close();
        continue;
      }
    } else if (c == 'M' || c == 'm') {
      c = c == 'M' ? 'L' : 'l';  // further pairs after a move are lines
    }
    command(c, in, path, out);
  }
  out.good = in.good;
  return out;
}

}  // namespace redress::ui
