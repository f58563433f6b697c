# LC_ALL=C awk -v n=1000 -v kind=sealed|plain -v seed=1 -v day=2026-04-12 -f complaints.awk
# Intakes as a busy mall's kiosks write them, one JSON a line. sealed: 60 characters of text and a phone;
# plain: nothing that is sealed. The same seed gives the same lines. A Chinese character is three bytes here.
function pick(list, size) { return list[int(rand() * size) + 1]; }
function phrase(  text) {
  text = "";
  while (length(text) < 180) text = text pick(said, said_size);
  return substr(text, 1, 177) "。";
}
BEGIN {
  srand(seed);
  categories = split("product_quality price_promotion information service_attitude service_process delivery_delay facilities hygiene safety after_sales membership", category, " ");
  places = split("xh-b101 xh-b105 xh-b106 xh-b108", place, " ");
  languages = split("zh-Hans zh-Hans zh-Hans zh-Hans zh-Hant en", language, " ");
  outcomes = split("\"refund\" \"apology\" \"explanation\" \"improvement\" \"compensation\" \"refund\",\"apology\"", outcome, " ");
  parts = split("morning afternoon evening unknown", part, " ");
  losses = split("0 10000 50000", loss, " ");
  said_size = split("收银员结账时态度很不耐烦，|问了两次都没有人回答，|扶梯口的地砖松动差点绊倒，|买的面包第二天就发霉了，|会员积分少算了三百多分，|说好周三送货到今天还没到，|洗手间地面积水没有人打扫，|价签写的和结账时不一样，|退货时被要求等了一个多小时，|停车场出口的闸机又坏了，|空调滴水把衣服弄湿了，|客服电话打了五次才接通，|希望店里说明原因并且道歉，|请你们尽快给我一个答复，", said, "|");
  for (i = 0; i < n; ++i) {
    line = sprintf("{\"contact_type\":\"%s\",\"category\":\"%s\",\"place\":\"%s\",\"language\":\"%s\"", rand() < 0.8 ? "complaint" : "suggestion", pick(category, categories), pick(place, places), pick(language, languages));
    if (rand() < 0.7) line = line sprintf(",\"outcomes\":[%s]", pick(outcome, outcomes));
    if (rand() < 0.5) line = line sprintf(",\"occurred\":{\"date\":\"%s\",\"part\":\"%s\"}", day, pick(part, parts));
    if (rand() < 0.3) line = line sprintf(",\"impact\":{\"loss_fen\":%s}", pick(loss, losses));
    if (kind == "sealed")
      line = line sprintf(",\"text\":\"%s\",\"contact\":{\"phone\":\"13%09d\"},\"consent\":{\"text\":\"同意\",\"version\":\"1\"}", phrase(), int(rand() * 1000000000));
    print line "}";
  }
}
