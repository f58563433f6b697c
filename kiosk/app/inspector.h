// Answers what is on the screen, for outside drivers (--inspect, off by default): one JSON object a request
// line, one a reply line, on a local socket that only the owner may open.
//   {"ask":"screen"}                     scene, frame count, size, widgets (role, id, label, value, rect …) and when
//                                        the first and the newest picture were shown (first_picture_at_us,
//                                        last_picture_at_us; CLOCK_MONOTONIC)
//   {"ask":"picture_time"}               the same without size and widgets: costs the ui thread next to nothing
//   {"ask":"touch","id":"next"}          press and release in the middle of the widget; or whole "x" and "y" (neither: an
//                                        error). Answers also how long press and release took to their pictures
//                                        (down_us, took_us)
//   {"ask":"text","text":"abc"}          as typed on a hardware keyboard
//   {"ask":"scan","text":"HTTPS://…"}    as a scanner gives it; "brief":true answers as picture_time (text too)
//   {"ask":"picture","file":"out.png"}   what is on the screen as PNG
//   {"ask":"quit"}
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/base/json.h"
#include "core/base/result.h"
#include "kiosk/app/loop.h"

namespace redress {

// Answers one request; ui thread.
Json inspect(Loop& loop, const Json& request, const std::function<Status(const std::string&)>& save_picture);

class Inspector {
 public:
  // Listens at `path`; requests are answered on the loop's thread.
  static Result<std::unique_ptr<Inspector>> listen(const std::string& path, Loop& loop,
                                                   std::function<Status(const std::string&)> save_picture);
  ~Inspector();

 private:
  struct State;
  explicit Inspector(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace redress
