#include <doctest/doctest.h>

#include "kiosk/ui/theme.h"

using namespace redress::ui;

TEST_CASE("contrast agrees with the published examples of WCAG") {
  CHECK(contrast({0, 0, 0}, {255, 255, 255}) == doctest::Approx(21.0));
  CHECK(contrast({0x77, 0x77, 0x77}, {255, 255, 255}) == doctest::Approx(4.48).epsilon(0.01));
  CHECK(contrast({255, 0, 0}, {255, 255, 255}) == doctest::Approx(4.0).epsilon(0.01));
}

TEST_CASE("every text pair the design allows has at least 4.5 : 1, in high contrast 7 : 1") {
  const std::pair<Colour, Colour> pairs[] = {
      {Colour::ink, Colour::paper},           {Colour::ink, Colour::surface},
      {Colour::ink, Colour::primary_wash},    {Colour::ink, Colour::alert_wash},
      {Colour::ink, Colour::warn_wash},       {Colour::ink, Colour::ok_wash},
      {Colour::ink, Colour::info_wash},       {Colour::ink, Colour::tray},
      {Colour::ink, Colour::key},             {Colour::ink, Colour::key_fn},
      {Colour::ink_soft, Colour::paper},      {Colour::ink_soft, Colour::surface},
      {Colour::ink_soft, Colour::primary_wash}, {Colour::ink_soft, Colour::alert_wash},
      {Colour::ink_soft, Colour::tray},       {Colour::on_primary, Colour::primary},
      {Colour::on_primary, Colour::primary_press}, {Colour::primary, Colour::surface},
      {Colour::primary, Colour::paper},       {Colour::primary_press, Colour::primary_wash},
      {Colour::alert, Colour::alert_wash},    {Colour::alert, Colour::surface},
      {Colour::warn, Colour::warn_wash},      {Colour::warn, Colour::surface},
      {Colour::warn, Colour::alert_wash},     {Colour::ok, Colour::ok_wash},
      {Colour::ok, Colour::surface},          {Colour::info, Colour::info_wash},
      {Colour::info, Colour::surface},        {Colour::black_ink, Colour::white},
      {Colour::disabled, Colour::paper},      {Colour::disabled, Colour::surface}};
  for (const ThemeKind kind : {ThemeKind::normal, ThemeKind::contrast}) {
    Theme theme;
    theme.kind = kind;
    for (const auto& [text, ground] : pairs) {
      CAPTURE(name(text));
      CAPTURE(name(ground));
      CHECK(contrast(theme.rgba(text), theme.rgba(ground)) >= (kind == ThemeKind::contrast ? 7.0 : 4.5));
    }
  }
}

TEST_CASE("control outlines have at least 3 : 1 on every ground they stand on") {
  for (const ThemeKind kind : {ThemeKind::normal, ThemeKind::contrast}) {
    Theme theme;
    theme.kind = kind;
    for (const Colour ground : {Colour::paper, Colour::surface, Colour::tray, Colour::warn_wash, Colour::alert_wash})
      for (const Colour line : {Colour::line_strong, Colour::select_line, Colour::focus}) {
        CAPTURE(name(line));
        CAPTURE(name(ground));
        CHECK(contrast(theme.rgba(line), theme.rgba(ground)) >= 3.0);
      }
  }
}
