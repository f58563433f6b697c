#include "kiosk/scenes/counter/picked.h"

#include <algorithm>

namespace redress::counter {

void toggle(std::vector<std::string>& picked, const std::string& code) {
  const auto there = std::find(picked.begin(), picked.end(), code);
  if (there == picked.end())
    picked.push_back(code);
  else
    picked.erase(there);
}

bool is_picked(const std::vector<std::string>& picked, std::string_view code) {
  return std::find(picked.begin(), picked.end(), code) != picked.end();
}

std::vector<std::string> recall_picked(const App& app, const std::string& key) {
  std::vector<std::string> out;
  const auto found = app.drafts.find(key);
  if (found == app.drafts.end()) return out;
  std::string_view rest = found->second.view();
  while (!rest.empty()) {
    const auto comma = rest.find(',');
    out.emplace_back(rest.substr(0, comma));
    rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
  }
  return out;
}

void keep_picked(App& app, const std::string& key, const std::vector<std::string>& picked) {
  app.drafts.erase(key);
  std::string joined;
  for (const auto& code : picked) joined += (joined.empty() ? "" : ",") + code;
  if (!joined.empty()) app.drafts[key] = ui::SecretText(joined);
}

}  // namespace redress::counter
