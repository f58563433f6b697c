#include "kiosk/scenes/shopper/contact_choice.h"

#include <algorithm>

#include "kiosk/scenes/shopper/review_lines.h"

namespace redress::shopper {

namespace {

bool abroad(std::string_view phone) { return phone.starts_with("+"); }

std::string masked(std::string_view phone) {
  if (phone.size() < 8) return "****";
  std::string out(phone.substr(0, abroad(phone) ? 4 : 3));
  out += " **** ";
  out += phone.substr(phone.size() - 4);
  return out;
}

}  // namespace

int digits_missing(std::string_view phone) {
  const int have = static_cast<int>(phone.size()) - (abroad(phone) ? 1 : 0);
  return std::max(0, (abroad(phone) ? 8 : kMobile_digits) - have);
}

bool plausible_phone(std::string_view phone) {
  if (digits_missing(phone) > 0) return false;
  if (abroad(phone)) return phone.size() <= 16 && phone[1] != '0';
  return phone.size() == kMobile_digits && phone[0] == '1' && phone[1] >= '3';
}

ContactGap contact_gap(const Visit& visit) {
  if (visit.contact == ContactChoice::none) return ContactGap::choice;
  if (visit.contact == ContactChoice::anonymous) return ContactGap::none;
  const auto phone = visit.phone.view();
  const bool other_way = phone.empty() && !visit.email.empty() && !visit.call_me;
  if (!other_way && digits_missing(phone) > 0) return ContactGap::number;
  if (!other_way && !plausible_phone(phone)) return ContactGap::implausible;
  return visit.consent ? ContactGap::none : ContactGap::consent;
}

std::string contact_words(const App& app) {
  const auto& visit = app.visit;
  if (visit.contact == ContactChoice::anonymous) return app.say("review.anonymous"_msg);
  if (visit.contact == ContactChoice::none) return app.say("review.empty"_msg);
  std::vector<std::string> parts;
  if (!visit.title.empty()) parts.push_back(app.words().text_of("contact.title", visit.title));
  if (!visit.phone.empty()) parts.push_back(app.say("review.phone"_msg, {{"phone", masked(visit.phone.view())}}));
  if (!visit.email.empty()) parts.push_back(app.say("contact.email"_msg));
  return joined(parts, app.say("list.comma"_msg));
}

}  // namespace redress::shopper
