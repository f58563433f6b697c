// A real head office behind its HTTP server, and devices enrolled there by code.
#pragma once

#include "core/env/files.h"
#include "platform/linux/curl_network.h"
#include "platform/linux/linux_files.h"
#include "platform/linux/system_clock.h"
#include "sync/headoffice/http/http_server.h"
#include "sync/headoffice/record/backup.h"
#include "sync/headoffice/record/office.h"
#include "sync/headoffice/router.h"
#include "sync/uplink/uplink_thread.h"
#include "tests/store/fixture.h"

namespace redress::test {

class Town {
 public:
  Town();
  ~Town();
  void serve();   // on the same port again
  void stop();    // as if the machine were switched off; data stays
  // Its database as copied by back_up_to() before; a new epoch begins.
  void back_up_to(const std::string& path);
  void restore_from(const std::string& path);
  std::int64_t number(const std::string& sql);
  std::string code(DeviceRole role, const std::string& name);
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  Folder folder;
  SystemClock clock;
  SystemRandom random;
  std::unique_ptr<headoffice::Office> office;

 private:
  headoffice::Router router_;
  std::unique_ptr<headoffice::HttpServer> server_;
  std::uint16_t port_ = 0;
};

// A device whose store, keys and network are as shipped.
struct Resident {
  World world;
  CurlNetwork network;
  LinkTarget target;
  std::unique_ptr<Uplink> uplink;
  StopFlag stop = false;

  Resident(Town& town, DeviceRole role, const std::string& name, std::uint64_t seed);
  Store& store() { return *world.store; }
  RunReport sync() { return uplink->run_once(stop); }
  void capture(int count);
};

}  // namespace redress::test
