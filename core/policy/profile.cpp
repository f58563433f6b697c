#include "core/policy/profile.h"

#include <map>
#include <string>

#include "assets/asset.h"

namespace redress {

namespace {

constexpr std::string_view kFolder = "policy/profiles/", kEnd = ".json";

using Homes =
    std::map<std::string, std::string, std::less<>>;  // category of the policy → the profile's that holds it

const Json* category_of(const Json& policy, std::string_view code) {
  for (const auto& category : policy["categories"].items())
    if (category["code"].string() == code) return &category;
  return nullptr;
}

Result<Homes> homes_of(const Json& policy, const Json& profile) {
  Homes homes;
  for (const auto& category : profile["categories"].items())
    for (const auto& code : category["of"].items()) {
      if (!category_of(policy, code.string()))
        return invalid("the policy has no category \"" + std::string(code.string()) + "\"");
      homes.emplace(code.string(), category["code"].string());
    }
  for (const auto& category : policy["categories"].items())
    if (!homes.contains(category["code"].string()))
      return invalid("the profile leaves out \"" + std::string(category["code"].string()) + "\"");
  return homes;
}

// Kinds that a trigger names stay apart, behind the category that they were of.
std::vector<std::string> named_kinds(const Json& policy, const std::string& category) {
  std::vector<std::string> out;
  for (const auto& trigger : policy["triggers"].items())
    for (const auto& name : trigger["categories"].items())
      if (name.string().starts_with(category + "."))
        out.emplace_back(name.string().substr(category.size() + 1));
  return out;
}

Json kind_of(const Json& old, const Json& labels, std::string_view code) {
  auto out = Json::object().set("code", code).set("department", old["department"]);
  if (old.has("level")) out.set("level", old["level"]);
  out.set("labels", labels);
  for (const char* list : {"phrases", "steps"})
    if (old.has(list)) out.set(list, old[list]);
  return out;
}

Json kinds_of(const Json& policy, const Json& category) {
  auto out = Json::array();
  for (const auto& code : category["of"].items()) {
    const Json& old = *category_of(policy, code.string());
    out.push(kind_of(old, old["labels"], code.string()));
    for (const auto& kind : named_kinds(policy, std::string(code.string())))
      for (const auto& sub : old["subcategories"].items())
        if (sub["code"].string() == kind) out.push(kind_of(old, sub["labels"], kind));
  }
  return out;
}

Json categories_of(const Json& policy, const Json& profile) {
  auto out = Json::array();
  for (const auto& category : profile["categories"].items()) {
    auto fresh = Json::object().set("code", category["code"]).set("group", profile["profile"]);
    for (const char* key : {"icon", "department", "resolve_at_most", "labels", "example"})
      if (category.has(key)) fresh.set(key, category[key]);
    const Json& first = *category_of(policy, category["of"].items().front().string());
    out.push(fresh.set("subcategories", kinds_of(policy, category)).set("phrases", first["phrases"]));
  }
  return out;
}

// "facilities" → "service.facilities", "service_attitude.unauthorised_promise" →
// "service.unauthorised_promise"
Json moved_triggers(const Json& policy, const Homes& homes) {
  auto out = Json::array();
  for (const auto& trigger : policy["triggers"].items()) {
    auto fresh = Json::object();
    for (const auto& [key, value] : trigger.members()) {
      if (key != "categories") {
        fresh.set(key, value);
        continue;
      }
      auto names = Json::array();
      for (const auto& name : value.items()) {
        auto text = name.string();
        auto dot = text.find('.');
        names.push(homes.find(text.substr(0, dot))->second + "." +
                   std::string(dot == text.npos ? text : text.substr(dot + 1)));
      }
      fresh.set(key, std::move(names));
    }
    out.push(std::move(fresh));
  }
  return out;
}

// Names of categories, each only once: "product.after_sales" → "product.product".
Json moved_names(const Json& names, const Homes& homes, std::string_view prefix) {
  auto out = Json::array();
  std::map<std::string, bool> seen;
  for (const auto& name : names.items()) {
    auto text = std::string(name.string());
    auto home = text.starts_with(prefix) ? homes.find(text.substr(prefix.size())) : homes.end();
    if (home != homes.end()) text = std::string(prefix) + home->second;
    if (!seen[text]) out.push(text);
    seen[text] = true;
  }
  return out;
}

Json moved_templates(const Json& policy, const Homes& homes) {
  auto out = Json::array();
  for (const auto& row : policy["answer_templates"].items()) {
    auto fresh = Json::object();
    for (const auto& [key, value] : row.members())
      fresh.set(key, key == "categories" ? moved_names(value, homes, "") : value);
    out.push(std::move(fresh));
  }
  return out;
}

Json one_group(const Json& profile) {
  auto labels = Json::object().set("zh-Hans", "全部").set("zh-Hant", "全部").set("en", "All");
  auto out = Json::array();
  out.push(Json::object().set("code", profile["profile"]).set("labels", std::move(labels)));
  return out;
}

}  // namespace

std::vector<std::string_view> profile_names() {
  std::vector<std::string_view> out;
  for (auto path : asset_paths(kFolder))
    out.push_back(path.substr(kFolder.size(), path.size() - kFolder.size() - kEnd.size()));
  return out;
}

Result<Json> with_profile(const Json& policy, std::string_view name, std::string_view version) {
  auto text = asset(std::string(kFolder) + std::string(name) + std::string(kEnd));
  if (text.empty()) return Error{Errc::not_found, "there is no profile \"" + std::string(name) + "\""};
  REDRESS_TRY_ASSIGN(auto profile, parse_json(text));
  REDRESS_TRY_ASSIGN(auto homes, homes_of(policy, profile));
  auto out = Json::object();
  for (const auto& [key, value] : policy.members()) {
    if (key == "version")
      out.set(key, version);
    else if (key == "profile")
      out.set(key, name);
    else if (key == "groups")
      out.set(key, one_group(profile));
    else if (key == "categories")
      out.set(key, categories_of(policy, profile));
    else if (key == "impact_questions")
      out.set(key, moved_names(value, homes, "product."));
    else if (key == "triggers")
      out.set(key, moved_triggers(policy, homes));
    else if (key == "answer_templates")
      out.set(key, moved_templates(policy, homes));
    else if (key != "level_words")
      out.set(key, value);
  }
  if (profile.has("level_words")) out.set("level_words", profile["level_words"]);
  return out;
}

}  // namespace redress
