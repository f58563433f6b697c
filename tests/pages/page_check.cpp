#include "tests/pages/page_check.h"

#include <algorithm>
#include <map>
#include <set>

namespace redress::test {

namespace {

struct Tag {
  std::string name;
  bool closing = false, self_closed = false;
  std::map<std::string, std::string> attributes;
};

const std::set<std::string> kVoid{"meta", "link", "input", "br", "img", "hr"};

class Checker {
 public:
  explicit Checker(const std::string& html) : html_(html) {}

  std::vector<std::string> run() {
    if (!html_.starts_with("<!doctype html>\n")) fault("no doctype");
    at_ = html_.find('\n');
    while (at_ < html_.size()) html_[at_] == '<' ? tag() : text();
    for (const auto& open : open_) fault("<" + open + "> is never closed");
    for (auto name : {"h1", "main", "header", "footer", "title", "html", "body"})
      if (count_[name] != 1) fault(std::string(name) + " stands there " + std::to_string(count_[name]) + " times");
    for (const auto& id : wants_label_)
      if (!labels_.count(id)) fault("field " + id + " has no label");
    for (const auto& id : referenced_)
      if (!ids_.count(id)) fault("nothing has the id " + id);
    return faults_;
  }

 private:
  void fault(std::string what) { faults_.push_back(std::move(what)); }

  void text() {
    auto end = std::min(html_.find('<', at_), html_.size());
    check_entities(html_.substr(at_, end - at_));
    at_ = end;
  }

  void check_entities(const std::string& part) {
    for (std::size_t i = 0; i < part.size(); ++i) {
      if (part[i] == '>') fault("bare > in: " + part.substr(0, 60));
      if (part[i] != '&') continue;
      bool known = false;
      for (std::string entity : {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"}) known = known || part.compare(i, entity.size(), entity) == 0;
      if (!known) fault("bare & in: " + part.substr(0, 60));
    }
  }

  bool read(Tag& tag) {
    auto i = at_ + 1;
    if (i < html_.size() && html_[i] == '/') tag.closing = true, ++i;
    while (i < html_.size() && isalnum(static_cast<unsigned char>(html_[i]))) tag.name += html_[i++];
    if (tag.name.empty()) return false;
    while (i < html_.size() && html_[i] != '>') {
      if (html_[i] == ' ') {
        ++i;
        continue;
      }
      if (html_[i] == '/') {
        tag.self_closed = true, ++i;
        continue;
      }
      std::string name, value;
      while (i < html_.size() && (isalnum(static_cast<unsigned char>(html_[i])) || html_[i] == '-')) name += html_[i++];
      if (name.empty()) return false;
      if (i + 1 < html_.size() && html_[i] == '=') {
        if (html_[i + 1] != '"') return false;
        auto end = html_.find('"', i + 2);
        if (end == std::string::npos) return false;
        value = html_.substr(i + 2, end - i - 2);
        if (value.find('<') != std::string::npos) return false;
        check_entities(value);
        i = end + 1;
      }
      if (!tag.attributes.emplace(name, value).second) fault("twice the attribute " + name);
    }
    at_ = i + 1;
    return i < html_.size();
  }

  void tag() {
    Tag tag;
    auto begin = at_;
    if (!read(tag)) {
      fault("broken tag: " + html_.substr(begin, 60));
      at_ = begin + 1;
      return;
    }
    if (tag.closing) {
      if (open_.empty() || open_.back() != tag.name) fault("</" + tag.name + "> closes nothing, at: " + html_.substr(begin > 80 ? begin - 80 : 0, 90));
      else open_.pop_back();
      return;
    }
    ++count_[tag.name];
    check(tag);
    if (!tag.self_closed && !kVoid.count(tag.name)) open_.push_back(tag.name);
  }

  void check(const Tag& tag) {
    for (auto banned : {"script", "style", "iframe", "object", "base", "embed", "audio", "video"})
      if (tag.name == banned) fault("<" + tag.name + ">");
    for (const auto& [name, value] : tag.attributes) {
      if (name.starts_with("on") || name == "style") fault("attribute " + name);
      bool address = name == "href" || name == "src" || name == "action";
      bool own = (value.starts_with("/") && !value.starts_with("//")) || value.starts_with("#") || value.starts_with("tel:") || value == "data:,";
      if (address && !own) fault("outside address " + value);
      if (name == "id" && !ids_.insert(value).second) fault("twice the id " + value);
      if (name == "for") labels_.insert(value);
      if (name == "aria-labelledby" || name == "aria-describedby") referenced_.insert(value);
    }
    auto has = [&](const char* name) { return tag.attributes.count(name) > 0; };
    if (tag.name == "th" && !has("scope")) fault("th without scope");
    if (tag.name == "html" && !has("lang")) fault("no language");
    if (tag.name == "nav" && !has("aria-label")) fault("nav without a name");
    if (tag.name == "section" && !has("aria-label") && !has("aria-labelledby")) sections_without_name();
    bool hidden = has("type") && tag.attributes.at("type") == "hidden";
    bool wrapped = !open_.empty() && open_.back() == "label";
    if ((tag.name == "input" || tag.name == "select" || tag.name == "textarea") && !hidden && !wrapped)
      wants_label_.insert(has("id") ? tag.attributes.at("id") : "(no id)");
    if (tag.name.size() == 2 && tag.name[0] == 'h' && tag.name[1] >= '1' && tag.name[1] <= '6') {
      int level = tag.name[1] - '0';
      if (level > deepest_ + 1) fault("heading skips to h" + std::to_string(level));
      deepest_ = level;
    }
  }

  // A section with a table needs no further name: its caption is one.
  void sections_without_name() {
    auto next = html_.substr(at_, 7);
    if (!next.starts_with("<table")) fault("section without a name before: " + next);
  }

  const std::string& html_;
  std::size_t at_ = 0;
  int deepest_ = 0;
  std::vector<std::string> open_, faults_;
  std::map<std::string, int> count_;
  std::set<std::string> ids_, labels_, wants_label_, referenced_;
};

}  // namespace

std::vector<std::string> faults_of(const std::string& html) { return Checker(html).run(); }

}  // namespace redress::test
