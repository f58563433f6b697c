// Files that travel inside the program: asset("lang/en.json") is the file assets/lang/en.json.
// Views live as long as the program; any thread. A path that does not exist gives an empty view.
#pragma once

#include <string_view>
#include <vector>

namespace redress {

std::string_view asset(std::string_view path);
bool has_asset(std::string_view path);

// All paths that begin with `prefix`, sorted: asset_paths("site/").
std::vector<std::string_view> asset_paths(std::string_view prefix);

}  // namespace redress
