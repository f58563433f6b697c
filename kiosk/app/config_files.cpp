#include "kiosk/app/config_files.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <toml++/toml.h>

#include "kiosk/app/config_keys.h"

namespace redress {

namespace {

constexpr std::string_view kBase = "/etc/redress/kiosk.toml";
constexpr std::size_t kFile_bytes = 64 * 1024;

// The wrong lines of one file, in the order of the file.
class Faults {
 public:
  explicit Faults(const std::string& name) : name_(name) {}
  void add(std::uint32_t line, const std::string& what) { lines_.push_back({line, what}); }
  Status status() {
    if (lines_.empty()) return {};
    std::stable_sort(lines_.begin(), lines_.end(), [](const Line& a, const Line& b) { return a.line < b.line; });
    std::string all;
    for (const auto& at : lines_) all += (all.empty() ? "" : "\n") + name_ + ":" + std::to_string(at.line) + ": " + at.what;
    return invalid(all);
  }

 private:
  struct Line {
    std::uint32_t line;
    std::string what;
  };
  const std::string& name_;
  std::vector<Line> lines_;
};

std::string full_name(const ConfigKey& key) { return std::string(key.section) + "." + std::string(key.name); }

std::string listed(const std::vector<std::string_view>& names) {
  std::string out;
  for (auto name : names) out += (out.empty() ? "" : ", ") + std::string(name);
  return out;
}

bool in_scope(const ConfigKey& key, ConfigScope scope) { return scope == ConfigScope::all || key.on_the_spot; }

std::vector<std::string_view> sections(ConfigScope scope) {
  std::vector<std::string_view> out;
  for (const auto& key : config_keys())
    if (in_scope(key, scope) && (out.empty() || out.back() != key.section)) out.push_back(key.section);
  return out;
}

std::vector<std::string_view> names_in(std::string_view section, ConfigScope scope) {
  std::vector<std::string_view> out;
  for (const auto& key : config_keys())
    if (key.section == section && in_scope(key, scope)) out.push_back(key.name);
  return out;
}

const ConfigKey* find_key(std::string_view section, std::string_view name, ConfigScope scope) {
  for (const auto& key : config_keys())
    if (key.section == section && key.name == name && in_scope(key, scope)) return &key;
  return nullptr;
}

bool number_fits(const ConfigKey& key, std::int64_t value) {
  if (value < key.least || value > key.most) return false;
  if (key.name == "width_mm") return value == 58 || value == 80;
  if (key.name == "bandwidth_limit_kbit_s") return value == 0 || value >= 16;
  return true;
}

// Sets the field if the value is of its kind and allowed.
bool set(Config& config, const ConfigKey& key, const toml::node& node) {
  if (auto* text = std::get_if<std::string Config::*>(&key.field)) {
    const auto value = node.value_exact<std::string>();
    if (!value || (key.good && !key.good(*value))) return false;
    config.**text = *value;
    return true;
  }
  if (auto* whole = std::get_if<int Config::*>(&key.field)) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || !number_fits(key, *value)) return false;
    config.**whole = static_cast<int>(*value);
    return true;
  }
  const auto value = node.value_exact<bool>();
  if (value) config.*std::get<bool Config::*>(key.field) = *value;
  return value.has_value();
}

void apply_section(Config& config, std::string_view section, const toml::table& table, ConfigScope scope, Faults& faults) {
  for (const auto& [name, node] : table) {
    const auto* key = find_key(section, name.str(), scope);
    const auto line = name.source().begin.line;
    if (!key)
      faults.add(line, "unknown key \"" + std::string(name.str()) + "\" in [" + std::string(section) + "]; allowed: " + listed(names_in(section, scope)));
    else if (!set(config, *key, node))
      faults.add(line, full_name(*key) + " has a value that is not allowed; allowed: " + std::string(key->allowed));
  }
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string value_text(const Config& config, const ConfigKey& key) {
  if (auto* text = std::get_if<std::string Config::*>(&key.field)) return in_quotes(config.**text);
  if (auto* whole = std::get_if<int Config::*>(&key.field)) return std::to_string(config.**whole);
  return config.*std::get<bool Config::*>(key.field) ? "true" : "false";
}

std::string as_toml(const Config& config, const Config* base) {
  std::string out;
  std::string_view section;
  for (const auto& key : config_keys()) {
    const auto value = value_text(config, key);
    if (base && value_text(*base, key) == value) continue;
    if (key.section != section) out += (section.empty() ? "[" : "\n[") + std::string(key.section) + "]\n";
    section = key.section;
    out += std::string(key.name) + " = " + value + "\n";
  }
  return out;
}

std::string overlay_folder(const std::string& base) {
  constexpr std::string_view kEnd = ".toml";
  const bool toml = base.size() > kEnd.size() && base.compare(base.size() - kEnd.size(), kEnd.size(), kEnd) == 0;
  return (toml ? base.substr(0, base.size() - kEnd.size()) : base) + ".d";
}

// The base file first; each with what it may not have: the base named by --config must be there.
Result<std::vector<std::string>> files_to_read(Files& files, const std::string& base) {
  const std::string first = base.empty() ? std::string(kBase) : base;
  std::vector<std::string> out;
  if (!base.empty() || files.exists(first)) out.push_back(first);
  const auto folder = overlay_folder(first);
  auto names = files.list(folder);
  if (!names.ok()) {
    if (names.error().code == Errc::not_found) return out;
    return names.error();
  }
  for (const auto& name : *names)
    if (name.size() > 5 && name.front() != '.' && name.substr(name.size() - 5) == ".toml") out.push_back(folder + "/" + name);
  return out;
}

}  // namespace

Result<Config> load_config(Files& files, const std::string& base) {
  Config config;
  REDRESS_TRY_ASSIGN(const auto paths, files_to_read(files, base));
  std::string faults;
  for (const auto& path : paths) {
    REDRESS_TRY_ASSIGN(const auto bytes, files.read(path, kFile_bytes));
    const auto applied = apply_config(config, as_text(bytes), path);
    if (!applied.ok()) faults += (faults.empty() ? "" : "\n") + applied.error().what;
  }
  if (!faults.empty()) return invalid(faults);
  return config;
}

Status apply_config(Config& config, std::string_view toml, const std::string& name, ConfigScope scope) {
  Faults faults(name);
  try {
    const auto file = toml::parse(toml, name);
    for (const auto& [section, node] : file) {
      const auto line = section.source().begin.line;
      if (names_in(section.str(), scope).empty())
        faults.add(line, "unknown section or key \"" + std::string(section.str()) + "\"; allowed sections: " + listed(sections(scope)));
      else if (const auto* table = node.as_table())
        apply_section(config, section.str(), *table, scope, faults);
      else
        faults.add(line, "\"" + std::string(section.str()) + "\" is a section; write [" + std::string(section.str()) + "] on its own line");
    }
  } catch (const toml::parse_error& error) {
    faults.add(error.source().begin.line, "is not TOML: " + std::string(error.description()));
  }
  return faults.status();
}

std::string config_as_toml(const Config& config) { return as_toml(config, nullptr); }

std::string config_difference_as_toml(const Config& config, const Config& base) { return as_toml(config, &base); }

}  // namespace redress
