// Plays a written day on the real screens by touches, for `./run` without a display, for golden pictures and for
// demonstrations. One step a line, '#' begins a comment:
//   tap ID                 touches a widget by its id ("next", "category:after_sales")
//   keys tousu             touches the on-screen keys one by one
//   type TEXT              text of a hardware keyboard
//   scan TEXT              a scanned string; $CODE is the code of the last complaint submitted here
//   expect SCENE           waits until that scene is on top (10 s)
//   widget ID              waits until that widget is on the screen
//   pause MS               lets time pass
//   picture FILE           saves what is on the screen
//   remember WIDGET        keeps the label of a widget as $CODE
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "kiosk/app/loop.h"

namespace redress {

class Player {
 public:
  // `pass_time` lets so many ms go by and the loop step; without it they are real.
  Player(Loop& loop, std::function<Status(const std::string& file)> save_picture, std::function<void(int span_ms)> pass_time = {})
      : loop_(loop), save_picture_(std::move(save_picture)), pass_time_(std::move(pass_time)) {}
  // Errors name line and step.
  Status play(std::string_view script);

 private:
  Status step(std::string_view verb, std::string argument);
  Status tap(const std::string& id);
  Status wait_for(const std::string& what, const std::function<bool()>& there);
  void touch_middle(const std::string& id);
  void pass(int span_ms);

  Loop& loop_;
  std::function<Status(const std::string&)> save_picture_;
  std::function<void(int)> pass_time_;
  std::string code_;
};

}  // namespace redress
