#include "kiosk/ui/shopper.h"
#include "tests/ui/gallery.h"

namespace redress::gallery {
namespace {

using namespace ui;

std::vector<RailCell> rail_of(const Canvas& c, bool cancel) {
  std::vector<RailCell> out;
  if (cancel) out.push_back({"cancel", tr(c, "取消", "取消", "Cancel"), Icon::close});
  out.push_back({"language", tr(c, "语言 English", "語言 English", "语言 中文"), Icon::globe});
  out.push_back({"display", tr(c, "大字与对比", "大字與對比", "Text, contrast"), Icon::aa});
  out.push_back({"call", tr(c, "呼叫工作人员", "呼叫職員", "Call staff"), Icon::bell, true});
  return out;
}

ShopperPage page_of(const Canvas& c, int step) {
  ShopperPage p;
  p.mall = tr(c, "星河广场", "星河廣場", "Xinghe Plaza");
  p.service = tr(c, "投诉与建议", "投訴與建議", "Complaints and ideas");
  p.step = step;
  if (step > 0) {
    const std::string n = "**" + std::to_string(step) + "**";
    p.step_words = tr(c, "第 ", "第 ", "Step ") + n + tr(c, " 步，共 5 步", " 步，共 5 步", " of 5");
  }
  p.back = {.id = "back", .label = tr(c, "上一步", "上一步", "Back"), .left = Icon::back};
  return p;
}

Button next_of(const Canvas& c) {
  return {.id = "next", .label = tr(c, "下一步", "下一步", "Next"), .look = Look::filled, .right = Icon::next};
}

struct Category {
  Icon icon;
  const char *hans, *hant, *en, *hans_ex, *hant_ex, *en_ex;
};
const Category kCategories[] = {
    {Icon::cube, "产品质量", "產品質量", "Quality", "破损、过期、不符", "破損、過期、不符", "Broken, expired"},
    {Icon::tag, "价格与促销", "價格與促銷", "Prices, offers", "标价、折扣、收费", "標價、折扣、收費", "Labels, discounts"},
    {Icon::doc, "信息错误", "資訊錯誤", "Information", "公告、标识、宣传", "公告、標示、宣傳", "Wrong or missing"},
    {Icon::person, "服务态度", "服務態度", "Staff attitude", "冷淡、推诿、言语", "冷淡、推諉、言語", "Rude, dismissive"},
    {Icon::hour, "流程与等候", "流程與等候", "Waiting", "排队、办理、手续", "排隊、辦理、手續", "Queues, paperwork"},
    {Icon::truck, "交付延迟", "交付延遲", "Late delivery", "送货、安装、维修", "送貨、安裝、維修", "Goods, repairs"},
    {Icon::lift, "设施设备", "設施設備", "Facilities", "电梯、空调、停车", "電梯、空調、停車", "Lifts, air, parking"},
    {Icon::broom, "卫生与环境", "衛生與環境", "Cleanliness", "洗手间、气味、噪音", "洗手間、氣味、噪音", "Toilets, noise"},
    {Icon::aid, "安全与人身伤害", "安全與人身傷害", "Safety, injury", "跌倒、烫伤、受困", "跌倒、燙傷、受困", "Fall, burn, stuck"},
    {Icon::ret, "售后与退换货", "售後與退換貨", "Returns, repair", "退款、换货、保修", "退款、換貨、保修", "Refund, warranty"},
    {Icon::card, "卡项积分会员", "卡項積分會員", "Cards, points", "充值、积分、权益", "儲值、積分、權益", "Top-up, benefits"},
    {Icon::dots, "其他", "其他", "Other", "以上都不是", "以上都不是", "None of these"},
};

void categories(Canvas& c) {
  ShopperPage p = page_of(c, 2);
  p.step_name = tr(c, "事项", "事項", "Subject");
  p.title = tr(c, "哪方面的问题？", "哪方面的問題？", "What is it about?");
  p.explain = tr(c, "点最接近的一项。不确定就选“其他”。", "點最接近的一項。不確定就選「其他」。", "Touch the closest one. Not sure? Choose Other.");
  p.hint = tr(c, "点选后自动进入下一步", "點選後自動進入下一步", "One touch takes you to the next step");
  p.tight = false;
  const Rect main = shopper_page(c, p, rail_of(c, true)).main;
  const std::string groups[] = {tr(c, "商品与价格", "商品與價格", "Goods and prices"), tr(c, "服务", "服務", "Service"),
                                tr(c, "场地与安全", "場地與安全", "Building and safety"),
                                tr(c, "售后、会员及其他", "售後、會員及其他", "After the sale and other")};
  if (!c.portrait()) {
    for (int i = 0; i < 12; ++i) {
      const Category& k = kCategories[i];
      tile(c, grid_cell(main, i, 4, 224, 24, 24),
           {"category:" + std::to_string(i), tr(c, k.hans, k.hant, k.en), tr(c, k.hans_ex, k.hant_ex, k.en_ex), k.icon, i == 9});
    }
    return;
  }
  Stack stack(main);
  const float heading_h = c.line_height(type::note);
  const float tile_h = std::min(size::tile, (main.h - 4 * (heading_h + 10) - 3 * 24) / 4);
  for (int g = 0; g < 4; ++g) {
    group_heading(c, stack.next(heading_h), groups[g]);
    stack.skip(10);
    const Rect row = stack.next(tile_h);
    for (int i = 0; i < 3; ++i) {
      const Category& k = kCategories[g * 3 + i];
      tile(c, grid_cell(row, i, 3, tile_h, 24, 0),
           {"category:" + std::to_string(g * 3 + i), tr(c, k.hans, k.hant, k.en), tr(c, k.hans_ex, k.hant_ex, k.en_ex), k.icon, g == 3 && i == 0});
    }
    stack.skip(tile_h < size::tile ? 24 : 32);
  }
}

void review(Canvas& c) {
  ShopperPage p = page_of(c, 5);
  p.step_name = tr(c, "核对", "核對", "Check");
  p.title = tr(c, "请核对一遍", "請核對一遍", "Please check");
  p.explain = tr(c, "提交后内容不能改，但可以凭编号随时补充。", "提交後內容不能改，但可以憑編號隨時補充。",
                 "It cannot be changed later, but you can add to it.");
  p.primary = next_of(c);
  p.primary.label = tr(c, "提交投诉", "提交投訴", "Submit complaint");
  Rect rest = shopper_page(c, p, rail_of(c, true)).main;
  c.rule(rest);
  const std::string edit = tr(c, "修改", "修改", "Edit");
  const std::string pairs[][2] = {
      {tr(c, "诉求类型", "訴求類型", "Kind"), tr(c, "投诉", "投訴", "Complaint")},
      {tr(c, "类别", "類別", "Subject"), tr(c, "售后与退换货，维修拖延", "售後與退換貨，維修拖延", "Returns and repair, repair late")},
      {tr(c, "地点", "地點", "Place"), tr(c, "3F 318 轻木家居", "3F 318 輕木家居", "3F 318 Lightwood Home")},
      {tr(c, "时间", "時間", "Time"), tr(c, "4月12日（周日）上午", "4月12日（週日）上午", "Sun 12 April, morning")},
      {tr(c, "影响", "影響", "Effect"), tr(c, "没有人受伤；之前反映过；答应的事没有做到", "沒有人受傷；之前反映過；答應的事沒有做到", "Nobody hurt; raised before; promise not kept")},
      {tr(c, "经过", "經過", "Story"), tr(c, "4月4日在轻木家居买了一张儿童书桌，用了几天抽屉滑轨就坏了。9日来店里报修，店员答应三天内上门。等到今天也没有人来，电话也打不通。",
          "4月4日在輕木家居買了一張兒童書桌，用了幾天抽屜滑軌就壞了。9日來店裡報修，店員答應三天內上門。等到今天也沒有人來，電話也打不通。",
          "Bought a desk on 4 April; a drawer rail broke within days. On the 9th the shop promised a visit in three days. Nobody came.")},
      {tr(c, "期望", "期望", "Wish"), tr(c, "维修或更换；说明原因", "維修或更換；說明原因", "Repair or replace; explain")},
      {tr(c, "联系方式", "聯絡方式", "Contact"), tr(c, "女士，手机 139 **** 1234", "女士，手機 139 **** 1234", "Ms, mobile 139 **** 1234")}};
  int i = 0;
  for (const auto& [k, v] : pairs) {
    ReviewRow row{.id = "edit:" + std::to_string(i++), .label = k, .value = v, .edit = edit, .edit_spoken = edit + k};
    row.long_text = i == 6;
    row.max_lines = 6;
    if (rest.h < review_row_height(c, rest.w, row)) return;  // a scene turns the page here
    rest = rest.below(review_row(c, rest, row));
  }
  if (rest.h < 150) return;
  notice(c, rest.below(28).top_part(0), {.icon = Icon::clock, .body = tr(c, "提交后，最晚 **4月17日（周五）14:06** 前首次答复您", "提交後，最遲 **4月17日（週五）14:06** 前首次答覆您", "First answer at the latest **Fri 17 April, 14:06**")});
}

void status(Canvas& c) {
  ShopperPage p = page_of(c, 0);
  p.kicker = tr(c, "投诉编号", "投訴編號", "Case code") + " **7K3Q-F8M2-X9TJ**";
  p.title = tr(c, "处理好了，请您确认", "處理好了，請您確認", "Handled. Please confirm");
  p.primary = next_of(c);
  p.primary.label = tr(c, "提交", "提交", "Submit");
  Rect rest = shopper_page(c, p, rail_of(c, false)).main;
  const auto stage = [&](Stage::State s, const char* a, const char* b, const char* e, const char* words) {
    return Stage{s, tr(c, a, b, e), words};
  };
  using S = Stage::State;
  const float stage_h = stage_line(c, rest, {stage(S::done, "受理", "受理", "Taken", "4月16日\n15:20"), stage(S::done, "分派", "分派", "Given", "4月16日\n16:02"),
                       stage(S::done, "调查", "調查", "Checked", "4月17日\n10:40"), stage(S::done, "处理", "處理", "Handled", "4月18日\n11:15"),
                       Stage{S::now, tr(c, "反馈", "反饋", "Answer"), tr(c, "等您确认", "等您確認", "Your turn")}, stage(S::later, "归档", "歸檔", "Closed", "")});
  rest = rest.below(stage_h + 32);
  AnswerCard answer{tr(c, "轻木家居与运营部的答复　4月18日 11:15", "輕木家居與營運部的答覆　4月18日 11:15", "Answer of Lightwood Home, 18 April 11:15"),
                    tr(c, "滑轨已于今天上午上门更换，保修延长半年。没有按时上门是因为排班遗漏，店长已向您致歉。以后每次上门，前一天都会打电话确认。",
                       "滑軌已於今天上午上門更換，保修延長半年。沒有按時上門是因為排班遺漏，店長已向您致歉。以後每次上門，前一天都會打電話確認。",
                       "The rail was replaced this morning and the warranty extended by six months. The visit was missed in the rota.")};
  Rect card = rest.take_top(answer_card_height(c, rest.w, answer, 88), 28);
  const Rect room = answer_card(c, card, answer);
  const Chip more{.id = "add", .label = tr(c, "补充情况", "補充情況", "Add something"), .icon = Icon::pencil};
  chip(c, {room.x, room.y, chip_width(c, more), 88}, more);
  if (rest.h < 200) return;
  section(c, rest.take_top(54, 12), tr(c, "这件事解决了吗？", "這件事解決了嗎？", "Is it solved?"), {}, Type{38, 1.4f, true});
  const auto two = columns(rest.take_top(112, 12), 2, 24);
  button(c, two[0], {.id = "solved:yes", .label = tr(c, "解决了", "解決了", "Solved"), .chosen = true});
  button(c, two[1], {.id = "solved:no", .label = tr(c, "没有解决", "沒有解決", "Not solved")});
  if (c.theme().text_scale > 1 || !c.portrait()) return;
  c.text(rest.take_top(44, 24), tr(c, "选“没有解决”会重新调查，并由上一级主管跟进。", "選「沒有解決」會重新調查，並由上一級主管跟進。", "Not solved: we look again, with a senior manager."), type::note, Colour::ink_soft);
  section(c, rest.take_top(54, 12), tr(c, "请打分", "請評分", "Please rate"), tr(c, "1 很不满意，5 很满意，可以跳过", "1 很不滿意，5 很滿意，可以跳過", "1 poor, 5 good, may be skipped"), Type{38, 1.4f, true});
  c.rule(rest);
  rating(c, rest.take_top(106), {"rate:speed", tr(c, "快慢", "快慢", "Speed"), 4});
  rating(c, rest.take_top(106), {"rate:result", tr(c, "结果", "結果", "Result"), 5});
  rating(c, rest.take_top(106), {"rate:attitude", tr(c, "态度", "態度", "Attitude"), 0});
}

std::vector<bool> pretend_qr(int n) {
  std::vector<bool> out;
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x) out.push_back((x * 7 + y * 13 + x * y) % 5 < 2 || (x < 7 && y < 7 && (x % 6 == 0 || y % 6 == 0)));
  return out;
}

void done(Canvas& c) {
  ShopperPage p = page_of(c, 0);
  p.right = tr(c, "4月16日 14:06", "4月16日 14:06", "16 April 14:06");
  p.back = {};
  p.extra = {.id = "more", .label = tr(c, "再看一分钟", "再看一分鐘", "One more minute"), .left = Icon::clock};
  p.primary = {.id = "done", .label = tr(c, "完成，回到首页", "完成，回到首頁", "Done"), .look = Look::filled,
               .after = tr(c, "（20 秒）", "（20 秒）", " (20 s)")};
  Rect rest = shopper_page(c, p, rail_of(c, false)).main;
  rest = {rest.x, rest.y - 20, rest.w, rest.h + 20};
  Rect side = c.portrait() ? Rect{} : rest.take_right(600, 56);
  Rect head = rest.take_top(c.portrait() && c.theme().text_scale > 1 ? 180 : 96, c.portrait() ? 40 : 16);
  round_mark(c, head.take_left(c.portrait() ? 96 : 76, 28), Icon::check, Colour::ok);
  const std::string thanks = (c.portrait() ? tr(c, "登记好了，谢谢您告诉我们", "登記好了，謝謝您告訴我們", "It is recorded. Thank you") : tr(c, "登记好了，谢谢您", "登記好了，謝謝您", "It is recorded"));
  const float thanks_h = c.paragraph_height(thanks, type::display, head.w);
  c.paragraph({head.x, head.mid_y() - thanks_h / 2, head.w, 0}, thanks, type::display);
  c.text(rest.take_top(41, 12), tr(c, "您的投诉编号", "您的投訴編號", "Your case code"), type::note, Colour::ink_soft);
  code_boxes(c, rest.take_top(c.portrait() ? 168 : 140, 30), "7K3Q-F8M2-X9TJ", c.portrait() ? 116 : 108);
  if (c.portrait()) {
    Rect row = rest.take_top(364, 36);
    const Rect square = row.take_left(364, 40);
    qr_code(c, square, pretend_qr(25), 25);
    c.stroke(square, Colour::line, 2, 12);
    row = row.below(30);
    section(c, row.take_top(48), tr(c, "凭编号或二维码，随时可以", "憑編號或二維碼，隨時可以", "With the code you can"));
    const float used = bullet_lines(c, row.below(8), {tr(c, "查进度、看答复", "查進度、看答覆", "Follow progress"), tr(c, "补充情况", "補充情況", "Add something"), tr(c, "说明是否解决、打分", "說明是否解決、評分", "Confirm and rate")});
    row = row.below(used + 24);
    if (c.theme().text_scale < 1.3f) c.icon(Icon::call, row.top_part(44).left_part(40), Colour::primary, 3);
    if (c.theme().text_scale < 1.3f) c.rich({row.x + 56, row.y, row.w - 56, 0}, tr(c, "客服电话 **0571-0000-6688**", "客服電話 **0571-0000-6688**", "Phone **0571-0000-6688**"), {.type = type::body});
  } else {
    c.fill(side, Colour::surface, 12);
    c.stroke(side, Colour::line, 2, 12);
    qr_code(c, side.inset(44, 32).top_part(372).centred(372, 372), pretend_qr(25), 25);
  }
  section(c, rest.take_top(48, 12), tr(c, "我们最晚什么时候答复", "我們最遲甚麼時候答覆", "When we answer at the latest"));
  const std::string before = tr(c, " 前", " 前", "");
  KeyValue kv{.label = tr(c, "首次答复", "首次答覆", "First answer"), .value = tr(c, "**4月17日（周五）14:06**", "**4月17日（週五）14:06**", "**Fri 17 April, 14:06**") + before, .label_width = tr(c, "1", "1", "")[0] ? 160.f : 220.f, .rule_above = true};
  rest = rest.below(key_value(c, rest, kv));
  if (c.theme().text_scale > 1.3f) return;
  kv.label = tr(c, "处理结果", "處理結果", "Result");
  kv.rule_above = false;
  if (c.portrait()) rest = rest.below(key_value(c, rest, kv));
  if (c.theme().text_scale > 1 || rest.h < 300) return;
  using S = StatusLine::State;
  status_lines(c, rest.below(34),
               {{S::done, Icon::none, tr(c, "已保存在本机", "已儲存在本機", "Saved on this kiosk"), tr(c, "4月16日 14:06，终端 K07", "4月16日 14:06，終端 K07", "16 April 14:06, kiosk K07"), tr(c, "完成", "完成", "Done"), -1, 5},
                {S::waiting, Icon::send, tr(c, "稍后发送给处理部门", "稍後發送給處理部門", "Will be sent later"), tr(c, "现在没有网络。恢复后自动发送，您不用再操作", "現在沒有網絡。恢復後自動發送", "No network now; sent automatically"), tr(c, "等待网络", "等待網絡", "Waiting"), -1, 5},
                {S::running, Icon::print, tr(c, "正在打印回执", "正在列印回執", "Printing the receipt"), tr(c, "请在屏幕下方取走", "請在螢幕下方取走", "Take it below the screen"), "", 3, 5}});
}

void choices(Canvas& c) {
  ShopperPage p = page_of(c, 3);
  p.step_name = tr(c, "经过", "經過", "Story");
  p.title = tr(c, "什么时候发生的？", "甚麼時候發生的？", "When did it happen?");
  p.explain = tr(c, "大概时间就可以。", "大概時間就可以。", "A rough time is enough.");
  p.primary = next_of(c);
  p.primary.off = true;
  p.primary.why = "choose first";
  Rect rest = shopper_page(c, p, rail_of(c, true)).main;
  segment(c, rest.take_top(96, 16), {{"day:today", tr(c, "今天", "今天", "Today")}, {"day:yesterday", tr(c, "昨天", "昨天", "Yesterday")}, {"day:earlier", tr(c, "更早", "更早", "Earlier")}}, 2);
  Rect date = rest.take_top(88, 16);
  chip(c, date.take_left(88, 16), {.id = "date:before", .label = "", .icon = Icon::left});
  chip(c, date.take_right(88, 16), {.id = "date:after", .label = "", .icon = Icon::right});
  field(c, date, {.id = "date", .value = tr(c, "4月12日（周日）", "4月12日（週日）", "Sunday 12 April"), .left = Icon::cal, .type = Type{34, 1.4f}});
  segment(c, rest.take_top(96, 40), {{"part:0", tr(c, "上午", "上午", "Morning")}, {"part:1", tr(c, "下午", "下午", "Afternoon")}, {"part:2", tr(c, "晚上", "晚上", "Evening")}, {"part:3", tr(c, "记不清", "記不清", "Not sure")}}, 0);
  section(c, rest.take_top(52, 12), tr(c, "还有几个问题", "還有幾個問題", "A few questions"), tr(c, "每一题都可以不答", "每一題都可以不答", "All may be skipped"));
  c.rule(rest);
  yes_no(c, rest.take_top(124), {"money", tr(c, "造成金钱损失", "造成金錢損失", "Lost money"), "", tr(c, "有", "有", "Yes"), tr(c, "没有", "沒有", "No"), 0});
  yes_no(c, rest.take_top(124, 28), {"before", tr(c, "之前反映过", "之前反映過", "Raised before"), tr(c, "对店铺或商场说过都算", "對店舖或商場說過都算", "To the shop or the mall"), tr(c, "有", "有", "Yes"), tr(c, "没有", "沒有", "No"), 1});
  if (rest.h < 600) return;
  rest = rest.below(notice(c, rest.top_part(0), {.icon = Icon::qr, .body = tr(c, "扫一下旧回执，两件事会连在一起处理", "掃一下舊回執，兩件事會連在一起處理", "Scan the old receipt to join the two")}) + 20);
  rest = rest.below(notice(c, rest.top_part(0), {.tone = Tone::warn, .title = tr(c, "打印机缺纸，回执没有打印", "印表機缺紙，回執沒有列印", "Printer out of paper"), .body = tr(c, "投诉已保存在本机，编号有效。", "投訴已儲存在本機，編號有效。", "Your case is saved. The code is valid.")}) + 20);
  chip(c, rest.take_top(88, 16), {.id = "phone", .label = tr(c, "不想打字？留下电话，工作人员打给您问", "不想打字？留下電話，職員會打給您", "No typing: have us phone you"), .icon = Icon::call, .offer = true, .align = Align::left});
  if (rest.h < 90) return;
  pager(c, rest.top_part(84), {.id = "list", .page = 0, .pages = 2, .prev = tr(c, "上一页", "上一頁", "Previous"), .next = tr(c, "下一页", "下一頁", "Next"), .words = tr(c, "第 1 / 2 页", "第 1 / 2 頁", "Page 1 of 2")});
}

void contact(Canvas& c) {
  ShopperPage p = page_of(c, 4);
  p.step_name = tr(c, "联系", "聯絡", "Contact");
  p.title = tr(c, "要我们联系您吗？", "要我們聯絡您嗎？", "May we contact you?");
  p.primary = next_of(c);
  Rect rest = shopper_page(c, p, rail_of(c, true)).main;
  const auto two = columns(rest.take_top(c.theme().text_scale > 1.3f ? 330 : c.theme().text_scale > 1 ? 290 : 252, 36), 2, 24);
  radio_card(c, two[0], {"contact:anonymous", tr(c, "匿名提交", "匿名提交", "Stay anonymous"), tr(c, "不留姓名和电话\n凭回执编号查进度", "不留姓名和電話\n憑回執編號查進度", "No name, no phone\nFollow with the code"), Icon::anon, false});
  radio_card(c, two[1], {"contact:phone", tr(c, "留下手机号", "留下手機號碼", "Leave a number"), tr(c, "有结果打电话告诉您\n需要时问您细节", "有結果打電話告訴您\n需要時問您細節", "We call with results\nand ask for details"), Icon::mobile, true});
  rest = rest.below(60);
  field(c, rest.take_top(104, 80), {.id = "phone", .label = tr(c, "手机号", "手機號碼", "Mobile number"), .value = "139 0000 12", .editing = true, .error = true,
        .message = tr(c, "还差 2 位数字", "還差 2 位數字", "2 digits missing"), .type = Type{48, 1.4f}, .caret = true});
  if (rest.h < 270) return;
  check_row(c, rest.take_top(124, 16), {"consent", tr(c, "我同意为处理这件事使用我的手机号", "我同意為處理這件事使用我的手機號碼", "You may use my number for this case only"), true, false});
  check_row(c, rest.take_top(124, 28), {"refund", tr(c, "退款", "退款", "Refund"), false, false});
  if (rest.h < 384) return;
  list_rows(c, rest.take_top(288, 28), {{"shop:322", "322", tr(c, "陌上花店", "陌上花店", "Moshang Flowers"), tr(c, "鲜花绿植", "鮮花綠植", "Flowers"), false}, {"shop:307", "307", tr(c, "木禾童鞋", "木禾童鞋", "Muhe Shoes"), tr(c, "儿童鞋履", "兒童鞋履", "Children's shoes"), false}, {"shop:318", "318", tr(c, "轻木家居", "輕木家居", "Lightwood Home"), tr(c, "家具家饰", "傢具家飾", "Furniture"), true}});
}

void kinds(Canvas& c) {
  ShopperPage p = page_of(c, 1);
  p.step_name = tr(c, "来意", "來意", "Reason");
  p.title = tr(c, "您今天想做什么？", "您今天想做甚麼？", "What would you like to do?");
  p.hint = tr(c, "点选后自动进入下一步", "點選後自動進入下一步", "One touch takes you to the next step");
  Rect rest = shopper_page(c, p, rail_of(c, true)).main;
  const float h = c.portrait() ? 212 : 176;
  option_row(c, rest.take_top(h, 24), {.id = "kind:complaint", .label = tr(c, "投诉", "投訴", "Complain"), .explain = tr(c, "对商品、服务或环境不满意，希望有人处理", "對商品、服務或環境不滿意，希望有人處理", "Something is wrong and should be handled"), .icon = Icon::excl, .big = true});
  option_row(c, rest.take_top(h, 24), {.id = "kind:suggestion", .label = tr(c, "建议", "建議", "Suggest"), .explain = tr(c, "有一个想法，希望我们做得更好", "有一個想法，希望我們做得更好", "An idea to do better"), .icon = Icon::bulb, .big = true, .chosen = true});
  option_row(c, rest.take_top(176, 24), {.id = "hurt:yes", .label = tr(c, "有人受伤或身体不适", "有人受傷或身體不適", "Someone is hurt or unwell"), .explain = tr(c, "马上通知值班人员到这里来", "馬上通知值班人員到這裡來", "Calls the duty staff here at once"), .icon = Icon::aid, .big = true, .alert = true});
  option_row(c, rest.take_top(128, 40), {.id = "code", .label = tr(c, "输入 12 位编号", "輸入 12 位編號", "Type the 12 characters"), .explain = tr(c, "编号在回执最上方", "編號在回執最上方", "At the top of the receipt"), .icon = Icon::key});
  if (rest.h < 200) return;
  numbered_lines(c, rest, {tr(c, "值班人员马上收到通知，赶到本机旁", "值班人員馬上收到通知，趕到本機旁", "The duty staff are called to this kiosk"), tr(c, "先照顾人，登记可以稍后再做", "先照顧人，登記可以稍後再做", "People first; registering can wait")});
}

void idle(Canvas& c) {
  choices(c);
  Dialog dialog(c, {.title = tr(c, "您还在吗？", "您還在嗎？", "Are you still there?"),
                    .body = tr(c, "倒数结束还没有操作的话，会清除这次填写的内容，回到首页。", "倒數結束還沒有操作的話，會清除這次填寫的內容，回到首頁。", "At zero, what you typed is erased."),
                    .icon = Icon::clock,
                    .content_height = 190,
                    .buttons = {{.id = "stay", .label = tr(c, "我还在，继续填写", "我還在，繼續填寫", "I am here"), .look = Look::filled},
                                {.id = "end", .label = tr(c, "不填了，清除并结束", "不填了，清除並結束", "Erase and end")}}});
  Rect content = dialog.content();
  const float w = c.text(content.top_part(140), "28", type::countdown, Colour::primary);
  c.text({content.x + w + 12, content.y + 40, 100, 90}, tr(c, "秒", "秒", "s"), Type{40, 1.4f});
  share_bar(c, content.below(150).top_part(16), .7);
}

}  // namespace

std::vector<Page> shopper_pages() {
  std::vector<Page> out;
  const std::pair<const char*, void (*)(Canvas&)> pages[] = {{"category", categories}, {"review", review}, {"status", status},
      {"done", done}, {"choices", choices}, {"contact", contact}, {"kind", kinds}, {"idle", idle}};
  for (const auto& [name, draw] : pages)
    for (const bool portrait : {true, false}) out.push_back({name, Audience::shopper, portrait, draw});
  return out;
}

}  // namespace redress::gallery
