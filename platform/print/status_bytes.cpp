#include "platform/print/status_bytes.h"

namespace redress {
namespace {

constexpr int kAutomatic_bytes = 4;

bool is_answer(std::uint8_t byte) {
  return (byte & 0x93) == 0x12;
}
bool begins_automatic(std::uint8_t byte) {
  return (byte & 0x93) == 0x10;
}
bool is_plain(std::uint8_t byte) {
  return (byte & 0x90) == 0;
}

PaperState paper_state(bool out, bool near_end) {
  if (out) return PaperState::out;
  return near_end ? PaperState::near_end : PaperState::ok;
}

}  // namespace

void StatusReader::take(std::uint8_t byte) {
  if (automatic_left_ > 0 && is_plain(byte)) return take_automatic(byte);
  automatic_left_ = 0;
  if (is_answer(byte)) {
    take_answer(byte);
  } else if (begins_automatic(byte)) {
    automatic_left_ = kAutomatic_bytes;
    take_automatic(byte);
  } else if (is_plain(byte)) {
    job_done_ = heard_ = true;
  }
}

void StatusReader::take_answer(std::uint8_t byte) {
  heard_ = true;
  switch (asked_) {
    case 1:
      status_.online = !(byte & 0x08);
      break;
    case 2:
      status_.cover_open = byte & 0x04;
      if (byte & 0x20) status_.paper = PaperState::out;
      break;
    case 3:
      status_.cutter_jam = byte & 0x08;
      status_.overheated = byte & 0x40;  // errors that pass by themselves: the head is too hot
      if (byte & 0x20) {
        status_.online = false;
        status_.detail = "the printer reports an error that it cannot recover from";
      }
      break;
    case 4:
      status_.paper = paper_state(byte & 0x60 || status_.paper == PaperState::out, byte & 0x0c);
      break;
    default:
      return;  // not asked: a stray byte
  }
  asked_ = 0;
}

void StatusReader::take_automatic(std::uint8_t byte) {
  heard_ = true;
  switch (kAutomatic_bytes - automatic_left_--) {
    case 0:
      status_.online = !(byte & 0x08);
      status_.cover_open = byte & 0x20;
      break;
    case 1:
      status_.cutter_jam = byte & 0x08;
      status_.overheated = byte & 0x40;
      if (byte & 0x20) status_.online = false;
      break;
    case 2:
      status_.paper = paper_state(byte & 0x0c, byte & 0x03);
      break;
    default:
      break;
  }
}

}  // namespace redress
