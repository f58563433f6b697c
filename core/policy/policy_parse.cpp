// Reading a policy document. Order of the functions = order of the document; cross-checks come last.
#include <algorithm>

#include "core/policy/document_rows.h"
#include "core/policy/documents.h"
#include "core/policy/policy.h"
#include "core/policy/policy_wording.h"

namespace redress {
namespace {

constexpr int kFormat = 1;

std::optional<int> read_level(ObjectReader& reader) {
  std::int64_t level = reader.integer_or("level", kWorstLevel, kMildestLevel, 0);
  return level ? std::optional<int>(static_cast<int>(level)) : std::nullopt;
}

ContactTypeRule read_contact_type(ObjectReader& reader) {
  ContactTypeRule out;
  out.code = reader.word("code", {"complaint", "suggestion", "enquiry", "help"});
  out.levels = reader.flag("levels", false);
  out.enabled = reader.flag("enabled", true);
  if (!out.levels) {
    out.clocks = reader.name("clocks");
    out.phrases = read_rows<Phrase>(reader, "phrases", read_phrase, true);
  }
  return out;
}

Labels read_step(ObjectReader& reader) { return reader.labels("labels"); }

Subcategory read_subcategory(ObjectReader& reader) {
  Subcategory out;
  out.code = reader.name("code");
  out.department = reader.optional_name("department");
  out.level = read_level(reader);
  out.labels = reader.labels("labels");
  out.phrases = read_rows<Phrase>(reader, "phrases", read_phrase, true);
  out.steps = read_rows<Labels>(reader, "steps", read_step, true);
  return out;
}

std::optional<Duration> read_optional_duration(ObjectReader& reader, std::string_view key) {
  if (!reader.has(key)) return std::nullopt;
  Duration out;
  reader.object(key, [&](ObjectReader& d) { out = read_duration(d); });
  return out;
}

Category read_category(ObjectReader& reader) {
  Category out;
  out.code = reader.name("code");
  out.group = reader.name("group");
  out.icon = reader.name("icon");
  out.department = reader.name("department");
  out.level = read_level(reader);
  out.labels = reader.labels("labels");
  out.example = reader.labels("example");
  out.subcategories = read_rows<Subcategory>(reader, "subcategories", read_subcategory);
  out.phrases = read_rows<Phrase>(reader, "phrases", read_phrase);
  out.steps = read_rows<Labels>(reader, "steps", read_step, true);
  out.resolve_at_most = read_optional_duration(reader, "resolve_at_most");
  return out;
}

Outcome read_outcome(ObjectReader& reader) {
  Outcome out;
  out.code = reader.name("code");
  out.labels = reader.labels("labels");
  out.alone = reader.flag("alone", false);
  return out;
}

struct WhenRow {
  std::string_view name;
  TriggerWhen when;
  bool fen, count, days, categories, values;
};
constexpr WhenRow kWhens[] = {
    {"injured", TriggerWhen::injured, false, false, false, false, false},
    {"media_or_court", TriggerWhen::media_or_court, false, false, false, false, false},
    {"loss", TriggerWhen::loss, true, false, false, false, false},
    {"departments", TriggerWhen::departments, false, true, false, false, false},
    {"escalated", TriggerWhen::escalated, false, false, true, false, false},
    {"category", TriggerWhen::category, false, false, false, true, false},
    {"promise_broken", TriggerWhen::promise_broken, false, false, false, false, false},
    {"cluster", TriggerWhen::cluster, false, true, true, false, false},
    {"open", TriggerWhen::open, false, false, true, false, false},
    {"repeat", TriggerWhen::repeat, false, false, false, false, false},
    {"disputed", TriggerWhen::disputed, false, false, false, false, false},
    {"complex", TriggerWhen::complex, false, false, false, false, false},
    {"validity", TriggerWhen::validity, false, false, false, false, true},
};

Trigger read_trigger(ObjectReader& reader) {
  Trigger out;
  out.code = reader.name("code");
  out.level = static_cast<int>(reader.integer("level", kWorstLevel, kMildestLevel));
  std::vector<std::string_view> names;
  for (const auto& row : kWhens) names.push_back(row.name);
  std::string when = reader.word("when", names);
  for (const auto& row : kWhens) {
    if (row.name != when) continue;
    out.when = row.when;
    if (row.fen) out.fen = reader.integer("fen", 1, 100'000'000'000);
    if (row.count) out.count = static_cast<int>(reader.integer("count", 2, 1000));
    if (row.days) out.days = static_cast<int>(reader.integer("days", 1, 3660));
    if (row.categories) out.categories = reader.names("categories");
    if (row.values) out.values = reader.names("values");
  }
  return out;
}

std::vector<Labels> read_level_words(ObjectReader& document) {
  std::vector<Labels> out;
  if (!document.has("level_words")) return out;
  document.object("level_words", [&](ObjectReader& reader) {
    for (int level = kWorstLevel; level <= kMildestLevel; ++level) out.push_back(reader.labels("level_" + std::to_string(level)));
  });
  return out;
}

ClockRow read_clock_row(ObjectReader& reader, std::string name) {
  ClockRow out;
  out.name = std::move(name);
  if (!reader.value("acknowledge").is_null())
    reader.object("acknowledge", [&](ObjectReader& d) { out.acknowledge = read_duration(d); });
  out.assign = read_optional_duration(reader, "assign");
  out.investigate = read_optional_duration(reader, "investigate");
  reader.object("first_answer", [&](ObjectReader& d) { out.first_answer = read_duration(d); });
  reader.object("resolve", [&](ObjectReader& d) { out.resolve = read_duration(d); });
  reader.object("outer_limit", [&](ObjectReader& d) { out.outer_limit = read_duration(d); });
  for (auto percent : reader.integers("warn_percent", 1, 99)) out.warn_percent.push_back(static_cast<int>(percent));
  if (!std::is_sorted(out.warn_percent.begin(), out.warn_percent.end())) reader.fail("warn_percent", "must rise");
  out.escalate_to = reader.names("escalate_to");
  out.manager_sets_date = reader.flag("manager_sets_date", false);
  return out;
}

std::vector<ClockRow> read_clocks(ObjectReader& document) {
  std::vector<ClockRow> out;
  const Json& rows = document.value("clocks");
  for (const auto& [name, row] : rows.members()) {
    ObjectReader reader(row, "clocks." + name, document.errors());
    out.push_back(read_clock_row(reader, name));
    reader.done();
  }
  if (out.empty()) document.fail("clocks", "must be an object with one row a level");
  return out;
}

Department read_department(ObjectReader& reader) {
  Department out;
  out.code = reader.name("code");
  out.kind = reader.word("kind", {"service", "operations", "engineering", "security", "cleaning", "legal", "general_office", "tenant"});
  out.labels = reader.labels("labels");
  return out;
}

RoleRule read_role(ObjectReader& reader) {
  RoleRule out;
  out.code = reader.name("code");
  out.labels = reader.labels("labels");
  return out;
}

Keep read_keep(ObjectReader& reader) {
  Keep out;
  out.amount = static_cast<int>(reader.integer("amount", 1, 3660));
  std::string unit = reader.word("unit", {"days", "months", "years"});
  out.unit = unit == "days" ? Keep::Unit::days : unit == "months" ? Keep::Unit::months : Keep::Unit::years;
  return out;
}

Retention read_retention(ObjectReader& reader) {
  Retention out;
  reader.object("case", [&](ObjectReader& keep) { out.normal = read_keep(keep); });
  reader.object("important", [&](ObjectReader& keep) { out.important = read_keep(keep); });
  reader.object("contact", [&](ObjectReader& keep) { out.contact = read_keep(keep); });
  for (auto level : reader.integers("important_levels", kWorstLevel, kMildestLevel))
    out.important_levels.push_back(static_cast<int>(level));
  return out;
}

// A target names the default's figures only, in their units; one that is left out keeps its default.
void read_target(ObjectReader& reader, ReportTarget& target) {
  const bool hours = target.unit == TargetUnit::hours;
  const bool less = target.floor < 0;  // a change that is to be a fall
  const std::int64_t least = hours ? 1 : less ? -100 : 0, most = hours ? 720 : less ? 0 : 100;
  (void)reader.word("unit", {hours ? "hours" : "percent"});
  target.floor = static_cast<int>(reader.integer("floor", least, most));
  target.goal = reader.has("goal") ? std::optional(static_cast<int>(reader.integer("goal", least, most))) : std::nullopt;
}

ReportRules read_report(ObjectReader& document) {
  ReportRules out;
  if (!document.has("report")) return out;
  document.object("report", [&](ObjectReader& report) {
    if (report.has("targets"))
      report.object("targets", [&](ObjectReader& targets) {
        for (auto& target : out.targets)
          if (targets.has(target.code)) targets.object(target.code, [&](ObjectReader& reader) { read_target(reader, target); });
      });
    out.minute_fen = report.integer_or("minute_fen", 0, 100'000, out.minute_fen);
    out.warn_period_cases = static_cast<int>(report.integer_or("warn_period_cases", 1, 100'000, out.warn_period_cases));
    out.warn_day_cases = static_cast<int>(report.integer_or("warn_day_cases", 1, 100'000, out.warn_day_cases));
  });
  return out;
}

void read_numbers(ObjectReader& document, Policy& policy) {
  policy.default_level = static_cast<int>(document.integer("default_level", kWorstLevel, kMildestLevel));
  policy.confirm_days = static_cast<int>(document.integer("confirm_days", 1, 90));
  policy.reopen_days = static_cast<int>(document.integer("reopen_days", 1, 90));
  policy.call_back_working_days = static_cast<int>(document.integer("call_back_working_days", 1, 60));
  policy.extend_working_days = static_cast<int>(document.integer("extend_working_days", 1, 250));
  policy.dispute_at_least_working_days = static_cast<int>(document.integer("dispute_at_least_working_days", 1, 60));
  policy.duplicate_days = static_cast<int>(document.integer_or("duplicate_days", 1, 90, policy.duplicate_days));
  policy.pause_at_most_days = static_cast<int>(document.integer_or("pause_at_most_days", 1, 366, policy.pause_at_most_days));
  document.object("flood", [&](ObjectReader& flood) {
    policy.flood_cases_per_kiosk_hour = static_cast<int>(flood.integer("cases_per_kiosk_hour", 1, 100000));
    policy.flood_cases_per_phone_day = static_cast<int>(flood.integer("cases_per_phone_day", 1, 100000));
  });
  policy.loss_bands_fen = document.integers("loss_bands_fen", 0, 100'000'000'000);
  if (policy.loss_bands_fen.empty() || policy.loss_bands_fen.front() != 0 ||
      std::adjacent_find(policy.loss_bands_fen.begin(), policy.loss_bands_fen.end(), std::greater_equal<>()) != policy.loss_bands_fen.end())
    document.fail("loss_bands_fen", "must begin with 0 and rise");
}

// What one part says about another.
class CrossCheck {
 public:
  CrossCheck(const Policy& policy, const Wording& wording, DocumentErrors& errors) : policy_(policy), wording_(wording), errors_(errors) {}
  void run() {
    contact_types();
    categories();
    questions();
    triggers();
    clock_rows();
    templates();
    if (policy_.consent.in(Language::zh_hans).find("{keep}") == std::string::npos)
      errors_.add("consent.labels", "needs the place {keep} for the retention sentence");
  }

 private:
  void contact_types() {
    for (const auto& type : policy_.contact_types) {
      if (type.levels) {
        for (int level = kWorstLevel; level <= kMildestLevel; ++level) need_clock("level_" + std::to_string(level), "contact_types." + type.code);
      } else {
        need_clock(type.clocks, "contact_types." + type.code + ".clocks");
      }
    }
    if (!policy_.contact_type("complaint")) errors_.add("contact_types", "complaint is missing");
  }
  void need_clock(const std::string& name, const std::string& path) {
    if (!policy_.clock_row(name)) errors_.add("clocks." + name, "is missing; " + path + " needs it");
    used_.insert(name);
  }
  void categories() {
    for (const auto& category : policy_.categories) {
      std::string path = "categories." + category.code;
      auto in_group = [&](const CategoryGroup& group) { return group.code == category.group; };
      if (std::none_of(policy_.groups.begin(), policy_.groups.end(), in_group))
        errors_.add(path + ".group", "\"" + category.group + "\" does not exist");
      need_department(category.department, path);
      for (const auto& sub : category.subcategories)
        if (!sub.department.empty()) need_department(sub.department, path + "." + sub.code);
    }
  }
  // "product" for every category, or "product.CATEGORY".
  void questions() {
    constexpr std::string_view kProduct = "product.";
    for (const auto& name : policy_.impact_questions)
      if (name.starts_with(kProduct) && !policy_.category(name.substr(kProduct.size())))
        errors_.add("impact_questions", "\"" + name + "\" names no category");
  }
  void need_department(const std::string& code, const std::string& path) {
    if (!policy_.department(code)) errors_.add(path + ".department", "\"" + code + "\" does not exist");
  }
  void triggers() {
    for (const auto& trigger : policy_.triggers) {
      for (const auto& name : trigger.categories) {
        auto dot = name.find('.');
        bool there = dot == std::string::npos ? policy_.category(name) != nullptr
                                              : policy_.subcategory(name.substr(0, dot), name.substr(dot + 1)) != nullptr;
        if (!there) errors_.add("triggers." + trigger.code + ".categories", "\"" + name + "\" does not exist");
      }
    }
  }
  void templates() {
    for (const auto& row : wording_.answer_templates)
      for (const auto& name : row.categories)
        if (!policy_.category(name)) errors_.add("answer_templates." + row.code + ".categories", "\"" + name + "\" does not exist");
  }
  void clock_rows() {
    for (const auto& row : policy_.clocks) {
      if (!used_.contains(row.name)) errors_.add("clocks." + row.name, "is used by no level and no contact type");
      for (const auto& role : row.escalate_to)
        if (!policy_.role(role)) errors_.add("clocks." + row.name + ".escalate_to", "role \"" + role + "\" does not exist");
    }
  }
  const Policy& policy_;
  const Wording& wording_;
  DocumentErrors& errors_;
  std::set<std::string> used_;
};

}  // namespace

Result<Policy> parse_policy(std::string_view json) {
  REDRESS_TRY_ASSIGN(auto root, parse_json(json));
  return policy_of(root);
}

Result<Policy> policy_of(const Json& root) {
  DocumentErrors errors;
  ObjectReader document(root, "", errors);
  Policy policy;
  document.integer("format", kFormat, kFormat);
  policy.version = document.text("version", 40);
  policy.profile = document.name("profile");
  policy.contact_types = read_rows<ContactTypeRule>(document, "contact_types", read_contact_type);
  policy.groups = read_rows<CategoryGroup>(document, "groups", [](ObjectReader& r) { return CategoryGroup{r.name("code"), r.labels("labels")}; });
  policy.categories = read_rows<Category>(document, "categories", read_category);
  policy.impact_questions = document.names("impact_questions");
  policy.outcomes = read_rows<Outcome>(document, "outcomes", read_outcome);
  policy.level_words = read_level_words(document);
  policy.triggers = read_rows<Trigger>(document, "triggers", read_trigger);
  policy.clocks = read_clocks(document);
  document.object("calendar", [&](ObjectReader& reader) { policy.calendar = read_calendar(reader); });
  policy.departments = read_rows<Department>(document, "departments", read_department);
  policy.roles = read_rows<RoleRule>(document, "roles", read_role);
  read_numbers(document, policy);
  document.object("retention", [&](ObjectReader& reader) { policy.retention = read_retention(reader); });
  document.object("consent", [&](ObjectReader& reader) {
    policy.consent_version = reader.text("version", 40);
    policy.consent = reader.labels("labels");
  });
  policy.regulator_phone = document.text("regulator_phone", 40);
  policy.report = read_report(document);
  const auto wording = read_wording(document);
  document.done();
  if (errors.empty()) CrossCheck(policy, wording, errors).run();
  REDRESS_TRY(errors.status("policy"));
  return policy;
}

}  // namespace redress
