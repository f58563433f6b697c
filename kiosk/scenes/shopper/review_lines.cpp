#include "kiosk/scenes/shopper/review_lines.h"

#include "core/policy/policy.h"
#include "core/policy/site.h"
#include "core/text/dates.h"
#include "kiosk/scenes/shopper/contact_choice.h"
#include "kiosk/scenes/shopper/product.h"

namespace redress::shopper {

namespace {

std::string when_words(const App& app) {
  const auto date = parse_date(app.visit.date);
  if (!date) return {};
  return day_part_words(app.words(), *date, app.visit.day_part, app.today().year);
}

std::string yuan(std::int64_t fen) { return group_digits(fen / 100); }

std::string loss_words(const App& app) {
  if (!app.visit.loss_fen) return {};
  const auto& bands = app.policy()->loss_bands_fen;
  const auto low = *app.visit.loss_fen;
  for (std::size_t i = 0; i < bands.size(); ++i) {
    if (bands[i] != low) continue;
    if (i + 1 == bands.size()) return app.say("loss.over"_msg, {{"n", yuan(low)}});
    if (low == 0) return app.say("loss.under"_msg, {{"n", yuan(bands[i + 1])}});
    return app.say("loss.between"_msg, {{"n", yuan(low)}, {"m", yuan(bands[i + 1])}});
  }
  return {};
}

std::string impact_words(const App& app) {
  const auto& visit = app.visit;
  std::vector<std::string> parts;
  if (visit.injured == Answer3::yes) parts.push_back(app.say("impact.injured"_msg));
  if (visit.injured == Answer3::no) parts.push_back(app.say("impact.not_injured"_msg));
  if (visit.money == Answer3::yes) {
    const auto loss = loss_words(app);
    parts.push_back(app.say("impact.money"_msg) + (loss.empty() ? "" : " " + loss));
  }
  if (visit.before == Answer3::yes) parts.push_back(app.say("impact.before"_msg));
  if (visit.promise == Answer3::yes) parts.push_back(app.say("impact.promise"_msg));
  if (visit.media == Answer3::yes) parts.push_back(app.say("impact.public"_msg));
  return parts.empty() ? app.say("impact.none"_msg) : joined(parts, app.say("list.semicolon"_msg));
}

std::string wish_words(const App& app) {
  std::vector<std::string> parts;
  for (const auto& code : app.visit.outcomes)
    if (const auto* outcome = app.policy()->outcome(code)) parts.push_back(outcome->labels.in(app.language()));
  std::string words = joined(parts, app.say("list.semicolon"_msg));
  if (app.visit.outcome_text.empty()) return words;
  return (words.empty() ? "" : words + "\n") + std::string(app.visit.outcome_text.view());
}

std::string type_words(const App& app) {
  return app.visit.contact_type.empty() ? std::string() : app.words().text_of("contact_type", app.visit.contact_type);
}

std::string story_words(const App& app) {
  if (!app.visit.story.empty()) return std::string(app.visit.story.view());
  return app.visit.call_me ? app.say("text.phone.chosen"_msg) : std::string();
}

}  // namespace

std::vector<ReviewLine> review_lines(const App& app) {
  if (!app.policy() || !app.site()) return {};
  const auto& visit = app.visit;
  std::vector<ReviewLine> lines{
      {"type", type_words(app)},
      {"category", subject_words(*app.policy(), visit.category, visit.subcategory, app.language())},
      {"place", visit.place.empty() ? std::string() : place_words(*app.site(), visit.place, app.language())},
      {"when", when_words(app)},
      {"impact", impact_words(app)},
      {"text", story_words(app), true, true},
      {"wish", wish_words(app), !visit.outcome_text.empty()},
      {"contact", contact_words(app), true},
  };
  if (asks_for_product(app)) lines.insert(lines.begin() + 3, {"product", std::string(visit.product.view()), true});
  if (!visit.complains())
    std::erase_if(lines, [&](const auto& line) { return line.what == "when" || line.what == "wish" || (line.what == "impact" && visit.injured != Answer3::yes); });
  for (auto& line : lines)
    if (line.value.empty()) line.value = app.say("review.empty"_msg);
  return lines;
}

std::string joined(const std::vector<std::string>& parts, std::string_view mark) {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += mark;
    out += part;
  }
  return out;
}

std::string_view review_scene(std::string_view what) {
  constexpr std::pair<std::string_view, std::string_view> kScenes[] = {
      {"type", "shopper.type"}, {"category", "shopper.category"}, {"place", "shopper.place"}, {"product", "shopper.product"}, {"when", "shopper.when"},
      {"impact", "shopper.when"}, {"text", "shopper.text"},       {"wish", "shopper.wish"},   {"contact", "shopper.contact"},
  };
  for (const auto& [name, scene] : kScenes)
    if (name == what) return scene;
  return {};
}

}  // namespace redress::shopper
