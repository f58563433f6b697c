// Choices of a form, in the order they were made, kept as a draft beside its texts (app.drafts).
#pragma once

#include <string>
#include <vector>

#include "kiosk/app/app.h"

namespace redress::counter {

void toggle(std::vector<std::string>& picked, const std::string& code);
bool is_picked(const std::vector<std::string>& picked, std::string_view code);
std::vector<std::string> recall_picked(const App& app, const std::string& key);
void keep_picked(App& app, const std::string& key,
                 const std::vector<std::string>& picked);  // none: forgets it

}  // namespace redress::counter
