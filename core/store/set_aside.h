// Folders of what a damaged database was set aside into (store.h: recover()).
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace redress {

// Those that are still in the data folder, oldest first.
std::vector<std::string> damaged_folders(const std::string& folder);

// The one from which saving was interrupted, so that there is no database now: the next start goes on with it.
std::optional<std::string> unsaved_folder(const std::string& folder);

}  // namespace redress
