// Head office with two malls, one person of every role and cases in every state a shopper may see, served over real
// HTTP on a loopback port. One for the whole program: setting up and signing in stretch passwords.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "core/model/action.h"
#include "platform/linux/system_clock.h"
#include "sync/headoffice/http/http_server.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/router.h"
#include "tests/pages/browser.h"

namespace redress::test {

class MovedClock : public Clock {
 public:
  Instant wall() const override { return {now_ms}; }
  std::int64_t monotonic_ms() const override { return real_.monotonic_ms(); }
  BootId boot() const override { return real_.boot(); }
  std::atomic<std::int64_t> now_ms{1'776'000'000'000};  // Sun 12 April 2026, 21:20 in Hangzhou

 private:
  SystemClock real_;
};

// Stands in the seeded case's text, name and phone: found on no tracking page.
inline constexpr const char* kHostile_text = "<script>alert(1)</script>\"'&<img src=x onerror=alert(2)> 轮椅坡道太陡了";
inline constexpr const char* kHostile_name = "\"><b>王小虎</b>";
inline constexpr const char* kPhone = "13800001234";

class PagesFixture {
 public:
  static PagesFixture& get();
  ~PagesFixture();
  std::uint16_t port() const { return server_->port(); }
  headoffice::Office& office() { return *office_; }
  const headoffice::Router& router() const { return router_; }
  void pass(std::int64_t ms) { clock_.now_ms += ms; }  // back with a negative span

  // A registration in a mall, as a kiosk writes it; `intake`: one line as `capture` takes it.
  void submit(std::string_view mall, CaseCode code, const std::string& intake);
  // The sample one, with hostile text.
  CaseCode seed(std::string_view mall = "xinghe", std::optional<CaseCode> code = {});
  void act(CaseCode code, const std::string& action, const std::string& fields = "{}");  // as the mall's manager
  void act_as_shopper(CaseCode code, const std::string& action, const std::string& fields = "{}");
  CaseCode answered();                                    // led to "confirm"
  Browser& browser_of(const std::string& role);           // signed in; "" for nobody
  std::string csrf_of(const std::string& role);
  std::string address(CaseCode code) const { return "/C/" + to_compact(code); }

  std::map<std::string, CaseCode> cases;  // by the state the shopper sees

 private:
  PagesFixture();
  void add_people();
  void add_cases();
  std::string folder_;
  MovedClock clock_;
  SystemRandom random_;
  std::unique_ptr<headoffice::Office> office_;
  headoffice::Router router_;
  std::unique_ptr<headoffice::HttpServer> server_;
  std::map<std::string, Browser> browsers_;
  std::map<std::string, std::string> csrf_;
};

}  // namespace redress::test
