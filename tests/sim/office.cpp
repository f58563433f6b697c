#include "tests/sim/office.h"

#include <filesystem>

#include "assets/asset.h"
#include "core/base/json.h"
#include "sync/headoffice/api.h"
#include "sync/headoffice/cases/acts.h"
#include "sync/headoffice/cases/case_recheck.h"
#include "sync/headoffice/cases/search.h"
#include "sync/headoffice/command/setup.h"
#include "sync/headoffice/record/backup.h"
#include "sync/headoffice/rules/publishing.h"

namespace redress::sim {

namespace {

constexpr std::int64_t kCopy_ms = 35 * kDay_ms;  // older ones are deleted (packaging/backup)

std::string copy_folder(const std::string& from, const std::string& to) {
  std::filesystem::copy(from, to + "/data", std::filesystem::copy_options::recursive);
  return to;
}

Json with(const Json& object, std::string_view changed, const Json& value) {
  auto out = Json::object();
  for (const auto& [key, old] : object.members()) out.set(key, key == changed ? value : old);
  return out;
}

Json with_hours(const Json& row, int hours) {
  auto limit = [](int amount) { return Json::object().set("amount", amount).set("unit", "calendar_hours"); };
  return with(with(row, "first_answer", limit(hours)), "resolve", limit(2 * hours));
}

}  // namespace

void make_template(const std::string& folder) {
  const Instant now{1'790'000'000'000};
  SimClock clock(now);
  SimRandom random(1);
  headoffice::SetupOptions options;
  options.demo = true;
  if (auto made = headoffice::set_up(folder, options, clock, random); !made.ok()) std::abort();
}

HeadOffice::HeadOffice(std::string folder, const std::string& template_folder, const Instant& now,
                       std::uint64_t seed)
    : disk(copy_folder(template_folder, folder), seed),
      clock(now),
      random(seed),
      folder_(folder),
      data_(folder + "/data") {
  administrator_.person = {"9001", Role::administrator, "", "总部管理员"};
}

bool HeadOffice::start() {
  stop();
  auto opened = headoffice::Office::open(data_, clock, random);
  if (!opened.ok()) return false;
  office_ = std::move(*opened);
  serve_ = headoffice::serve_office(*office_, pages_);
  return true;
}

void HeadOffice::power_cycle(disk::Loss loss) {
  stop();
  disk.power_on(loss);
}

std::optional<HttpAnswer> HeadOffice::answer(const HttpRequest& request) {
  if (!running()) return std::nullopt;
  headoffice::Request asked;
  asked.method = request.method;
  asked.path = request.url.substr(request.url.find("/v1/"));
  asked.body = std::string(as_text(request.body));
  asked.address = "10.0.0.1";
  auto answered = serve_(asked, false);
  if (running() && std::holds_alternative<headoffice::WaitForNews>(answered)) answered = serve_(asked, true);
  auto* reply = std::get_if<headoffice::Reply>(&answered);
  if (!running() || !reply) return std::nullopt;
  return HttpAnswer{reply->response.status, to_bytes(reply->response.body),
                    reply->response.status == 503 ? 5 : -1};
}

void HeadOffice::drop_old_copies() {
  std::erase_if(copies, [&](const Copy& copy) { return clock.wall() - copy.at > kCopy_ms; });
}

bool HeadOffice::back_up() {
  drop_old_copies();
  auto path = folder_ + "/copy-" + std::to_string(random.next());
  bool done = running() && headoffice::back_up(*office_, path).ok();
  if (done) copies.push_back({path, clock.wall()});
  return done;
}

bool HeadOffice::restore(std::size_t which) {
  stop();
  auto restored = headoffice::restore(data_, copies[which].path, clock, random);
  if (restored.ok()) ++restores;
  return restored.ok();
}

Status HeadOffice::erase(CaseCode code, const std::string& scope) {
  if (!running()) return Error{Errc::unavailable, "off"};
  auto json = Json::object()
                  .set("case", to_compact(code))
                  .set("action", "erase")
                  .set("scope", scope)
                  .set("reason", "本人要求");
  auto action = parse_action(json);
  auto done = headoffice::act_as_staff(*office_, *action, administrator_);
  return done.ok() ? Status() : Status(done.error());
}

// The same rules, but mild complaints are answered and resolved within other limits.
Status HeadOffice::publish_policy(int hours) {
  if (!running()) return Error{Errc::unavailable, "off"};
  REDRESS_TRY_ASSIGN(auto json, parse_json(asset("policy/mall.json"), {4u << 20, 16}));
  auto clocks = with(json["clocks"], "level_4", with_hours(json["clocks"]["level_4"], hours));
  auto draft = with(with(json, "clocks", clocks), "version", "sim-" + std::to_string(random.next()));
  REDRESS_TRY(headoffice::keep_draft(*office_, "xinghe", wire::DocumentKind::policy,
                                     {draft.dump(), "sim", "9001", office_->now()}));
  return headoffice::publish_draft(*office_, "xinghe", wire::DocumentKind::policy, "9002");
}

void HeadOffice::upkeep() {
  if (!running()) return;
  (void)headoffice::index_some(*office_, 200);
  (void)headoffice::recheck_cases(*office_, 100);
  (void)office_->store().checkpoint(0);
}

}  // namespace redress::sim
