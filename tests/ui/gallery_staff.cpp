#include "kiosk/ui/staff.h"
#include "tests/ui/gallery.h"

namespace redress::gallery {
namespace {

using namespace ui;

StaffPage page_of(const Canvas& c) {
  StaffPage p;
  p.brand = tr(c, "诉达", "訴達", "Redress");
  p.where = tr(c, "星河广场·L1 服务台·客服终端 1", "星河廣場·L1 服務台·客服終端 1", "Xinghe Plaza, L1 desk, counter 1");
  p.sync = {"sync", tr(c, "已与总部同步 14:25", "已與總部同步 14:25", "Synchronised 14:25"), Tone::ok};
  p.clock = "14:26";
  p.date = tr(c, "3月17日 周二", "3月17日 週二", "Tue 17 March");
  p.person = tr(c, "周敏·客服", "周敏·客服", "Zhou Min, service");
  p.lock = {.id = "lock", .label = tr(c, "锁定", "鎖定", "Lock"), .left = Icon::lock};
  return p;
}

StaffPage counter_page(const Canvas& c) {
  StaffPage p = page_of(c);
  p.scan_prompt = tr(c, "扫描顾客回执，直接打开投诉", "掃描顧客回執，直接打開投訴", "Scan a receipt to open its case");
  p.type_code = {.id = "type", .label = tr(c, "输入投诉编号", "輸入投訴編號", "Type a code"), .left = Icon::keyboard};
  p.devices = {{Mark::ok, tr(c, "扫码器就绪", "掃碼器就緒", "Scanner ready")}, {Mark::attention, tr(c, "打印机缺纸", "印表機缺紙", "Printer out of paper")}, {Mark::ok, tr(c, "网络正常", "網絡正常", "Network fine")}};
  return p;
}

void queue(Canvas& c) {
  Rect work = staff_page(c, counter_page(c));
  if (!c.portrait()) {
    Rect side = work.take_left(300, 24);
    button(c, side.take_top(62, 8), {.id = "mine", .label = tr(c, "我负责的", "我負責的", "Mine"), .left = Icon::user, .value = "3", .align = Align::left});
    button(c, side.take_top(62, 8), {.id = "department", .label = tr(c, "本部门", "本部門", "Department"), .left = Icon::users, .value = "8", .chosen = true, .align = Align::left});
    button(c, side.take_top(62, 20), {.id = "mall", .label = tr(c, "全商场", "全商場", "Whole mall"), .left = Icon::building, .value = "31", .align = Align::left});
    side = side.below(33);
    picker(c, side.take_top(62, 53), {.id = "stage", .label = tr(c, "环节", "環節", "Stage"), .value = tr(c, "全部环节", "全部環節", "All stages")});
    picker(c, side.take_top(62, 24), {.id = "department-pick", .label = tr(c, "部门", "部門", "Department"), .value = tr(c, "客服部", "客服部", "Service"), .changed = true});
    button(c, side.take_top(62).left_part(180), {.id = "clear", .label = tr(c, "清除筛选", "清除篩選", "Clear"), .look = Look::plain, .left = Icon::close});
    button(c, side.take_bottom(84), {.id = "register", .label = tr(c, "代顾客登记", "代顧客登記", "Register a case"), .look = Look::filled, .left = Icon::add});
  }
  Rect head = work.take_top(54, 4);
  state_words(c, head.take_right(180, 20), Mark::attention, tr(c, "即将到期 3", "即將到期 3", "Due soon 3"), Type{22, 1.4f, true}, Colour::warn, Align::right);
  state_words(c, head.take_right(150, 20), Mark::fault, tr(c, "超时 1", "超時 1", "Overdue 1"), Type{22, 1.4f, true}, Colour::alert, Align::right);
  heading(c, head, tr(c, "待办投诉", "待辦投訴", "Open cases"), tr(c, "8 件", "8 件", "8 cases"));
  queue_head(c, work.take_top(40), {tr(c, "级别", "級別", "Level"), tr(c, "投诉编号·渠道", "投訴編號·渠道", "Code, channel"), tr(c, "类别与内容", "類別與內容", "Subject"), tr(c, "地点", "地點", "Place"), tr(c, "环节·责任人", "環節·責任人", "Stage, owner"), tr(c, "剩余时间", "剩餘時間", "Time left")});
  QueueRow row{.id = "case:1", .level = 1, .level_word = tr(c, "紧急", "緊急", "Urgent"), .code = "G4WN-7RTA-K2DW", .channel = tr(c, "自助终端 2", "自助終端 2", "Kiosk 2"),
               .title = tr(c, "安全/人身伤害·扶梯夹伤", "安全/人身傷害·扶梯夾傷", "Safety, injury: escalator"), .summary = tr(c, "孩子的凉鞋被 3 号扶梯夹住，脚踝擦伤流血", "孩子的涼鞋被 3 號扶梯夾住", "Child's sandal caught in escalator 3"),
               .place = tr(c, "L2 中庭 3 号扶梯", "L2 中庭 3 號扶梯", "L2 atrium"), .stage = tr(c, "待受理", "待受理", "New"), .stage_index = 0,
               .left = {.mark = Mark::attention, .words = tr(c, "剩 22 分钟", "剩 22 分鐘", "22 min left"), .detail = tr(c, "受理·今天 14:48 前", "受理·今天 14:48 前", "Accept by 14:48")}, .pinned = true};
  queue_row(c, work.take_top(80, 10), row);
  const char* words_hans[] = {"超时 1 小时 40 分", "剩 50 分钟", "剩 2 小时 34 分", "剩 5 小时 12 分", "已暂停"};
  const char* words_en[] = {"1 h 40 min over", "50 min left", "2 h 34 min left", "5 h 12 min left", "Paused"};
  const Mark marks[] = {Mark::fault, Mark::attention, Mark::attention, Mark::waiting, Mark::off};
  for (int i = 0; i < 5; ++i) {
    row.id = "case:" + std::to_string(i + 2);
    row.pinned = false;
    row.first = i == 0;
    row.last = i == 4;
    row.level = 4 - i % 4;
    row.level_word = tr(c, i % 2 ? "重要" : "普通", "重要", "High");
    row.owner = tr(c, "周敏", "周敏", "Zhou");
    row.stage = tr(c, "处理", "處理", "Work");
    row.stage_index = i;
    row.left = {.mark = marks[i], .icon = i == 4 ? Icon::pause : Icon::none, .words = c.language() == "en" ? words_en[i] : words_hans[i], .detail = tr(c, "办结·今天 12:46", "辦結·今天 12:46", "Resolve by 12:46")};
    queue_row(c, work.take_top(80), row);
  }
  pager(c, work.take_bottom(62), {.id = "page", .page = 0, .pages = 2, .prev = tr(c, "上一页", "上一頁", "Previous"), .next = tr(c, "下一页", "下一頁", "Next"), .words = tr(c, "第 1–8 件，共 9 件", "第 1–8 件，共 9 件", "1 to 8 of 9"), .first_why = "first"});
}

void case_page(Canvas& c) {
  Rect work = staff_page(c, counter_page(c));
  Rect head = work.take_top(62, 16);
  const Button back{.id = "back", .label = tr(c, "返回", "返回", "Back"), .left = Icon::chevron_left};
  button(c, head.take_left(button_width(c, back), 18), back);
  level_mark(c, head.take_left(48, 18).centred(48, 48), 1);
  if (!c.portrait()) pager(c, head.take_right(340, 18), {.id = "neighbour", .page = 1, .pages = 3, .prev = tr(c, "上一件", "上一件", "Previous"), .next = tr(c, "下一件", "下一件", "Next")});
  const float x = heading(c, head, tr(c, "扶梯夹伤·L2 中庭 3 号扶梯", "扶梯夾傷·L2 中庭 3 號扶梯", "Escalator injury, L2 atrium"));
  if (!c.portrait()) c.text({x + 18, head.y, 240, head.h}, "G4WN-7RTA-K2DW", type::staff_code);
  using S = StageCell::State;
  stage_bar(c, work.take_top(60, 16), {{tr(c, "受理", "受理", "Accept"), S::done}, {tr(c, "分派", "分派", "Assign"), S::now}, {tr(c, "调查", "調查", "Find"), S::later}, {tr(c, "处理", "處理", "Work"), S::later}, {tr(c, "反馈", "反饋", "Answer"), S::later}, {tr(c, "归档", "歸檔", "Close"), S::later}}, c.portrait() ? "" : tr(c, "（当前）", "（目前）", " (now)"));
  std::vector<Rect> cols = c.portrait() ? std::vector<Rect>{work.top_part(700), work.below(716).left_part(560), work.below(716).after(580)} : columns(work, {-508, 1, -420}, 20);
  Rect left = cols[0];
  Rect said = card(c, left.take_top((c.portrait() ? 360 : 400) * (c.theme().text_scale > 1 ? 1.3f : 1), 12), {.title = tr(c, "顾客说的", "顧客說的", "In the shopper's words")});
  {
    const Canvas::Ground ground(c, Colour::surface);
    said = said.below(14 + c.paragraph(said, tr(c, "下午一点半左右，我带孩子从二楼坐 3 号扶梯下一楼，快到底时孩子的凉鞋被梯级边缘夹住，脚踝擦伤流血。按了急停，过了两三分钟才有人来。", "下午一點半左右，我帶孩子從二樓坐 3 號扶梯下一樓，快到底時孩子的涼鞋被梯級邊緣夾住。", "About half past one we took escalator 3 down; near the end my child's sandal was caught and the ankle bled."), Type{21, 1.55f}));
    facts(c, said, {{tr(c, "希望", "希望", "Wish"), tr(c, "查明原因·承担医药费·道歉", "查明原因·承擔醫藥費", "Cause, costs, apology")}, {tr(c, "类别", "類別", "Subject"), tr(c, "安全/人身伤害·扶梯夹伤", "安全/人身傷害·扶梯夾傷", "Safety: escalator")}, {tr(c, "提交", "提交", "Sent"), tr(c, "今天 13:48·**自助终端 2**", "今天 13:48·**自助終端 2**", "Today 13:48, **kiosk 2**")}});
    button(c, said.bottom_part(62), {.id = "contact", .label = tr(c, "有联系方式", "有聯絡方式", "Contact known"), .left = Icon::eye, .value = tr(c, "查看会留下记录", "查看會留下記錄", "Viewing is logged"), .align = Align::left});
  }
  Rect clocks = card(c, left.take_top(190), {.title = tr(c, "时限", "時限", "Time limits")});
  {
    const Canvas::Ground ground(c, Colour::surface);
    clock_bars(c, clocks, {{.label = tr(c, "受理", "受理", "Accept"), .words = tr(c, "用时 40 分钟", "用時 40 分鐘", "40 min used"), .share = .66, .tone = Tone::ok, .mark = true},
                           {.label = tr(c, "首次答复", "首次答覆", "Answer"), .words = tr(c, "剩 11 小时 17 分", "剩 11 小時 17 分", "11 h 17 min left"), .share = .06},
                           {.label = tr(c, "办结", "辦結", "Resolve"), .words = tr(c, "超时 20 分", "超時 20 分", "20 min over"), .share = 1, .tone = Tone::alert, .mark = true}}, 38);
  }
  Rect middle = card(c, cols[1], {.pad_x = 22, .pad_y = 18});
  Rect mid_head = middle.take_top(62, 14);
  {
    const Canvas::Ground ground(c, Colour::surface);
    pager(c, mid_head.take_right(136, 12), {.id = "events", .page = 0, .pages = 2});
    c.text(mid_head, tr(c, "经过", "經過", "History"), type::card);
    Rect foot = middle.take_bottom(62, 14);
    if (!c.portrait()) {
      button(c, foot.take_right(96, 12), {.id = "note:add", .label = tr(c, "添加", "添加", "Add")});
      segment(c, foot.take_right(250, 12), {{"note:internal", tr(c, "仅内部", "僅內部", "Internal")}, {"note:visible", tr(c, "顾客可见", "顧客可見", "Shopper")}}, 0);
    }
    field(c, foot, {.id = "note", .placeholder = tr(c, "写一条备注……", "寫一條備註……", "Write a note")});
  }
  const std::string internal = tr(c, "仅内部", "僅內部", "Internal"), visible = tr(c, "顾客可见", "顧客可見", "Shopper sees");
  timeline(c, middle, {{.time = "14:30", .icon = Icon::note, .what = tr(c, "备注", "備註", "Note"), .who = tr(c, "周敏", "周敏", "Zhou Min"), .tag = internal, .text = tr(c, "已电话联系顾客：伤口在医务室处理过，没有骨折。孩子受了惊吓，家长要求今天内看到扶梯检查结果。", "已電話聯絡顧客：傷口在醫務室處理過，沒有骨折。", "Phoned: wound treated, no fracture.")},
                       {.time = "14:28", .icon = Icon::check, .what = tr(c, "受理", "受理", "Accepted"), .who = tr(c, "周敏·客服终端 1", "周敏·客服終端 1", "Zhou Min, counter 1"), .tag = visible, .tag_visible = true, .text = tr(c, "首问负责人：周敏。比时限提前 20 分钟。", "首問負責人：周敏。", "First contact: Zhou Min."), .strong = true},
                       {.time = "13:51", .icon = Icon::hand, .what = tr(c, "现场处置", "現場處置", "On site"), .who = tr(c, "保安 郑涛", "保安 鄭濤", "Guard Zheng"), .tag = internal, .text = tr(c, "当班保安到场，3 号扶梯已停用并围挡。", "當班保安到場，3 號扶梯已停用。", "Escalator 3 stopped and fenced.")},
                       {.time = "13:48", .what = tr(c, "1 级 紧急", "1 級 緊急", "Level 1 urgent"), .who = tr(c, "按制度 2026-03 算出，不是一条记录", "按制度 2026-03 算出", "computed by policy 2026-03"), .tag = tr(c, "依据", "依據", "Basis"), .text = tr(c, "顾客在 13:48 回答“有人受伤”（规则 L1-1）", "顧客在 13:48 回答「有人受傷」", "Shopper said someone is hurt"), .derived = true},
                       {.time = "13:48", .icon = Icon::sheet, .what = tr(c, "提交投诉", "提交投訴", "Submitted"), .who = tr(c, "顾客·自助终端 2", "顧客·自助終端 2", "Shopper, kiosk 2"), .tag = visible, .tag_visible = true, .text = tr(c, "承诺：3月18日 周三 01:48 前首次答复。", "承諾：3月18日 01:48 前首次答覆。", "Promised: first answer by 01:48.")}});
  Rect acts = cols[2];
  c.text(acts.take_top(34, 8), tr(c, "现在可以做的", "現在可以做的", "Possible now"), type::card);
  action(c, acts.take_top(92, 10), {"assign", tr(c, "指派责任人", "指派責任人", "Assign"), tr(c, "交给部门和具体的人去调查", "交給部門和具體的人去調查", "Give it to a person"), Icon::users, true});
  action(c, acts.take_top(64, 10), {"category", tr(c, "改类别", "改類別", "Change subject"), tr(c, "写明理由，原来的类别留在经过里", "寫明理由，原來的類別保留", "With a reason"), Icon::tag});
  action(c, acts.take_top(64, 10), {"pause", tr(c, "暂停计时", "暫停計時", "Pause"), tr(c, "等待顾客、供应商或总办决定", "等待顧客或供應商決定", "Waiting for others"), Icon::pause});
  caption(c, acts.take_top(30, 6), tr(c, "还不能做的", "還不能做的", "Not yet"));
  action(c, acts.take_top(64, 10), {"answer", tr(c, "反馈结果", "反饋結果", "Answer"), tr(c, "先完成调查和处理", "先完成調查和處理", "Investigate first"), Icon::paper_plane, false, true});
}

void assign(Canvas& c) {
  case_page(c);
  Dialog dialog(c, {.title = tr(c, "指派责任人", "指派責任人", "Assign"), .width = c.portrait() ? 1000.f : 1440.f, .height = 812,
                    .buttons = {{.id = "cancel", .label = tr(c, "取消", "取消", "Cancel")}, {.id = "assign:go", .label = tr(c, "指派给吴磊", "指派給吳磊", "Assign to Wu Lei"), .look = Look::filled}}, .close_button = true});
  const auto cols = columns(dialog.content(), c.portrait() ? std::vector<float>{1, 1} : std::vector<float>{410, 450, 448}, 28);
  Rect a = cols[0], b = cols[1];
  caption(c, a.take_top(26, 8), tr(c, "责任部门（可多选）", "責任部門（可多選）", "Departments"));
  option_box(c, a.take_top(68, 12), {"dep:1", tr(c, "工程部", "工程部", "Engineering"), tr(c, "按类别推荐·在办 6 件", "按類別推薦·在辦 6 件", "Suggested, 6 open"), true, true});
  option_box(c, a.take_top(68, 12), {"dep:2", tr(c, "安保部", "安保部", "Security"), tr(c, "在办 2 件", "在辦 2 件", "2 open"), false, true});
  caption(c, b.take_top(26, 8), tr(c, "责任人·工程部", "責任人·工程部", "Person"));
  option_box(c, b.take_top(68, 12), {"who:1", tr(c, "吴磊·扶梯专员", "吳磊·扶梯專員", "Wu Lei"), tr(c, "当班·在办 1 件", "當班·在辦 1 件", "On duty, 1 open"), true});
  option_box(c, b.take_top(68, 12), {"who:2", tr(c, "何志强·主管", "何志強·主管", "He Zhiqiang"), tr(c, "当班·在办 3 件", "當班·在辦 3 件", "On duty, 3 open"), false});
  option_box(c, b.take_top(68, 18), {"who:3", tr(c, "孙涛·机电", "孫濤·機電", "Sun Tao"), tr(c, "明天 08:00 上班", "明天 08:00 上班", "Back tomorrow"), false, false, true});
  b = b.below(notice(c, b.top_part(0), {.icon = Icon::users, .body = tr(c, "选 2 个部门为 2 级、3 个以上为 1 级。这一件已是 1 级，不变。", "選 2 個部門為 2 級。這一件已是 1 級，不變。", "Two departments make level 2. This one stays 1.")}) + 12);
  b = b.below(notice(c, b.top_part(0), {.tone = Tone::warn, .body = tr(c, "屏幕对角线和离地高度要用卷尺量。", "螢幕對角線要用捲尺量。", "Measure with a tape.")}) + 12);
  if (c.portrait()) return;
  Rect d = cols[2];
  field(c, d.below(34).top_part(150), {.id = "task", .label = tr(c, "要对方做什么（必填）", "要對方做甚麼（必填）", "What to do"), .value = tr(c, "检查 3 号扶梯梯级与裙板间隙，写明读数和原因。", "檢查 3 號扶梯梯級與裙板間隙。", "Check the gap of escalator 3."), .editing = true, .multiline = true});
  field(c, d.below(250).top_part(62), {.id = "reason", .label = tr(c, "原因", "原因", "Reason"), .error = true, .message = tr(c, "请写明原因", "請寫明原因", "Please give a reason")});
}

void tech(Canvas& c) {
  StaffPage p = page_of(c);
  p.sync = {"", tr(c, "维护模式·顾客界面已暂停", "維護模式·顧客介面已暫停", "Service mode"), Tone::info, false};
  p.person = tr(c, "马骏·技术员", "馬駿·技術員", "Ma Jun, technician");
  p.foot_words = tr(c, "维护模式 10 分钟后自动退出·每一步操作都会记录", "維護模式 10 分鐘後自動退出", "Service mode ends in 10 minutes");
  p.foot_icon = Icon::clock;
  p.buttons = {{.id = "discard", .label = tr(c, "放弃修改", "放棄修改", "Discard")}, {.id = "save", .label = tr(c, "保存 2 项", "儲存 2 項", "Save 2"), .look = Look::filled}};
  Rect work = staff_page(c, p);
  work = staff_navigation(c, work, {{"home", tr(c, "设备状态", "裝置狀態", "State"), Icon::house}, {"enrol", tr(c, "入网登记", "入網登記", "Enrol"), Icon::enrol}, {"print", tr(c, "打印测试", "列印測試", "Print test"), Icon::print}, {"scan", tr(c, "扫码测试", "掃碼測試", "Scan test"), Icon::scan}, {"touch", tr(c, "触摸校准", "觸摸校準", "Touch"), Icon::hand}, {"site", tr(c, "现场设置", "現場設置", "Settings"), Icon::gear}, {"usb", tr(c, "导出到 U 盘", "匯出到 USB", "Export"), Icon::usb}, {"log", tr(c, "运行日志", "執行日誌", "Log"), Icon::list}}, "home", {"leave", tr(c, "退出维护", "退出維護", "Leave"), Icon::leave});
  Rect head = work.take_top(62, 16);
  heading(c, head, tr(c, "设备状态", "裝置狀態", "State"));
  const int n = c.portrait() ? 3 : 4;
  const std::string fine = tr(c, "正常", "正常", "Fine");
  const StateTile tiles[] = {
      {.icon = Icon::id_card, .name = tr(c, "身份", "身份", "Identity"), .state_word = fine, .headline = tr(c, "已入网", "已入網", "Enrolled"), .detail = tr(c, "自助终端 3·第 2 次入网\n指纹 3F9A 71C2 0B6E", "自助終端 3·第 2 次入網\n指紋 3F9A 71C2", "Kiosk 3, second time\n3F9A 71C2")},
      {.icon = Icon::network, .name = tr(c, "网络", "網絡", "Network"), .state_word = fine, .headline = tr(c, "已连通", "已連通", "Connected"), .detail = tr(c, "有线·往返 38 毫秒", "有線·往返 38 毫秒", "Cable, 38 ms")},
      {.icon = Icon::print, .name = tr(c, "打印机", "印表機", "Printer"), .state_word = tr(c, "注意", "注意", "Look"), .mark = Mark::attention, .headline = tr(c, "纸快用完", "紙快用完", "Paper low"), .detail = tr(c, "估计还能打 18 张\n切刀正常·机芯温度正常", "估計還能打 18 張", "About 18 receipts left"), .more = {.id = "paper", .label = tr(c, "怎样换纸", "怎樣換紙", "How to change")}},
      {.icon = Icon::clock, .name = tr(c, "时钟", "時鐘", "Clock"), .state_word = tr(c, "故障", "故障", "Fault"), .mark = Mark::fault, .headline = tr(c, "慢 4 分 12 秒", "慢 4 分 12 秒", "4 min slow"), .detail = tr(c, "已按总部时间修正，时限不受影响", "已按總部時間修正", "Corrected by head office"), .more = {.id = "clock", .label = tr(c, "怎样处理", "怎樣處理", "What to do")}},
      {.id = "waiting", .icon = Icon::sync, .name = tr(c, "待上传", "待上傳", "To send"), .state_word = tr(c, "等待", "等待", "Waiting"), .mark = Mark::waiting, .headline = tr(c, "3 条", "3 條", "3 events"), .detail = tr(c, "最早一条 09:10", "最早一條 09:10", "Oldest 09:10")},
      {.icon = Icon::sound, .name = tr(c, "语音与耳机", "語音與耳機", "Sound"), .state_word = tr(c, "未启用", "未啟用", "Off"), .mark = Mark::off, .headline = tr(c, "没有耳机座", "沒有耳機座", "No socket"), .detail = ""}};
  for (int i = 0; i < 6; ++i) state_tile(c, grid_cell(work, i, n, 250, 16, 16), tiles[i]);
  Rect rest = work.below(2 * 266 + 8);
  Rect inside = card(c, rest.top_part(std::min(rest.h, 190.f)), {.tone = Tone::quiet, .pad_y = 10});
  const Canvas::Ground ground(c, Colour::surface);
  const auto halves = columns(inside, 2, 48);
  stepper(c, setting_row(c, halves[0].top_part(84), tr(c, "屏幕对角线", "螢幕對角線", "Diagonal"), tr(c, "决定所有按钮的实际大小", "決定所有按鈕的實際大小", "Sets all sizes"), false), {.id = "diagonal", .value = tr(c, "21.5 寸", "21.5 吋", "21.5 in")});
  segment(c, setting_row(c, halves[0].below(84).top_part(84), tr(c, "屏幕方向", "螢幕方向", "Direction"), ""), {{"portrait", tr(c, "竖屏", "直屏", "Portrait")}, {"landscape", tr(c, "横屏", "橫屏", "Landscape")}}, 0);
  field(c, setting_row(c, halves[1].top_part(84), tr(c, "服务台电话", "服務台電話", "Desk phone"), tr(c, "印在回执和求助页上", "印在回執上", "On the receipt"), false), {.id = "desk-phone", .value = "0571-5550-0166", .mono = true});
  pin_dots(c, halves[1].below(100).top_part(40), 3, 6);
}

}  // namespace

std::vector<Page> staff_pages() {
  std::vector<Page> out;
  const std::pair<const char*, void (*)(Canvas&)> pages[] = {{"queue", queue}, {"case", case_page}, {"assign", assign}, {"tech", tech}};
  for (const auto& [name, draw] : pages)
    for (const bool portrait : {false, true}) out.push_back({name, Audience::staff, portrait, draw});
  return out;
}

}  // namespace redress::gallery
