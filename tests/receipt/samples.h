// The receipt of mockups 30 and 31, in three languages, and helpers to look at pictures.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "kiosk/receipt/receipt.h"
#include "kiosk/type/face.h"

namespace redress::test {

inline ReceiptContent sample_receipt(const std::string& language) {
  ReceiptContent c;
  c.language = language;
  c.code = "7K3Q-F8M2-X9TJ";
  c.qr_text = "HTTPS://XINGHE.EXAMPLE/C/7K3QF8M2X9TJ";
  c.phone = "0571-0000-6688";
  if (language == "zh-Hans") {
    c.mall = "星河广场";
    c.title = "投诉登记回执";
    c.issued = "2026年4月16日 14:06";
    c.terminal = "终端 K07";
    c.code_label = "投诉编号";
    c.scan_title = "扫一扫";
    c.scan_lines = {"查进度、看答复", "补充情况", "确认结果、打分"};
    c.scan_short = "扫码查进度、补充、确认";
    c.dates_title = "最晚答复时间";
    c.dates = {{"首次答复", "4月17日（周五）14:06 前"}, {"处理结果", "4月19日（周日）14:06 前"}};
    c.facts = {{"类别", "售后与退换货，维修拖延"}, {"地点", "3F 318 轻木家居"}};
    c.next_title = "接下来";
    c.next_steps = {"客服台受理，指定一位负责人", "负责部门调查、处理", "答复您，由您确认是否解决"};
    c.dispute = "不认可结果，可在结案后 7 天内扫码提出，我们会重新调查。";
    c.phone_label = "客服电话　每天 10:00–22:00";
    c.privacy = "回执上没有您的姓名、电话和经过。凭编号可以查看进度，请妥善保管。";
    c.saved = "已保存在本机，联网后自动发送";
    c.policy = "处理制度 2026-04 版";
  } else if (language == "zh-Hant") {
    c.mall = "星河廣場";
    c.title = "投訴登記回執";
    c.issued = "2026年4月16日 14:06";
    c.terminal = "終端 K07";
    c.code_label = "投訴編號";
    c.scan_title = "掃一掃";
    c.scan_lines = {"查進度、看答覆", "補充情況", "確認結果、評分"};
    c.scan_short = "掃碼查進度、補充、確認";
    c.dates_title = "最遲答覆時間";
    c.dates = {{"首次答覆", "4月17日（週五）14:06 前"}, {"處理結果", "4月19日（週日）14:06 前"}};
    c.facts = {{"類別", "售後與退換貨，維修拖延"}, {"地點", "3F 318 輕木家居"}};
    c.next_title = "接下來";
    c.next_steps = {"客服台受理，指定一位負責人", "負責部門調查、處理", "答覆您，由您確認是否解決"};
    c.dispute = "不認可結果，可在結案後 7 天內掃碼提出，我們會重新調查。";
    c.phone_label = "客服電話　每天 10:00–22:00";
    c.privacy = "回執上沒有您的姓名、電話和經過。憑編號可以查看進度，請妥善保管。";
    c.saved = "已儲存在本機，連線後自動發送";
    c.policy = "處理制度 2026-04 版";
  } else {
    c.mall = "Xinghe Plaza";
    c.title = "Complaint receipt";
    c.issued = "Thu 16 Apr 2026, 14:06";
    c.terminal = "kiosk K07";
    c.code_label = "投诉编号 Case code";
    c.scan_title = "Scan to";
    c.scan_lines = {"follow it", "add to it", "confirm and rate"};
    c.scan_short = "Scan to follow and confirm";
    c.dates_title = "最晚答复时间 Answer at the latest";
    c.dates = {{"首次答复 First answer", "Fri 17 Apr, by 14:06"},
               {"处理结果 Result", "Sun 19 Apr, by 14:06"}};
    c.facts = {{"Subject", "After-sales and returns, slow repair"}, {"Place", "3F 318 Qingmu Home"}};
    c.next_title = "What comes next";
    c.next_steps = {"The desk names one person in charge", "The department investigates",
                    "You get an answer and confirm it"};
    c.dispute = "Not satisfied? Scan within 7 days of closing and we look again.";
    c.phone_label = "Service phone, daily 10:00 to 22:00";
    c.privacy = "No name, phone or story on this paper. The code shows progress: keep it safe.";
    c.saved = "Saved on this kiosk, sent when online";
    c.policy = "Policy 2026-04";
  }
  return c;
}

inline FontStore& fonts() {
  static auto store = FontStore::open();
  if (!store) std::abort();
  return **store;
}

inline void write_file(const std::string& path, ByteView bytes) {
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

// What zbarimg reads from the picture; empty when nothing.
inline std::string decode_qr(const BitImage& image) {
  std::string pattern = std::filesystem::temp_directory_path() / "receipt-XXXXXX";
  const char* folder = mkdtemp(pattern.data());
  if (!folder) return "no folder";
  std::string path = std::string(folder) + "/receipt.png";
  write_file(path, to_png(image));
  std::string text, command = "zbarimg -q --raw -S*.enable=0 -Sqrcode.enable=1 " + path + " 2>/dev/null";
  if (FILE* pipe = popen(command.c_str(), "r")) {
    for (int c; (c = fgetc(pipe)) != EOF;) text += static_cast<char>(c);
    pclose(pipe);
  }
  std::filesystem::remove_all(folder);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

// With RECEIPT_PICTURES=FOLDER in the environment every rendered receipt is left there to look at.
inline void show(const std::string& name, const BitImage& image) {
  if (const char* folder = std::getenv("RECEIPT_PICTURES"))
    write_file(std::string(folder) + "/" + name + ".png", to_png(image));
}

}  // namespace redress::test
