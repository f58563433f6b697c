# The shopper's screens in a real window.
source "$here/display.sh"
cat > "$work/kiosk.toml" <<TOML
[printer]
address = "file:$work/receipts"
TOML
mkdir -p "$work/receipts"
# A case that was answered, for the screens behind "check my case".
pin=$(sed -n 's/.*\b1001\b.*\b\([0-9]\{6\}\)\b.*/\1/p' "$work/staff.txt" | head -1)
code=$("$kiosk" capture --data "$work/k" <<< "$line" | awk '{ print $3 }')
"$kiosk" sync --once --data "$work/k" > /dev/null
"$kiosk" sync --once --data "$work/c" > /dev/null
for step in '"action":"acknowledge"' '"action":"assign","departments":["operations"]' \
            '"action":"investigate","cause_class":"service","validity":"valid","findings":"属实"' \
            '"action":"resolve","remedies":["apology"],"minutes":20' \
            '"action":"feed_back","text":"我们已经向您道歉，并重新培训了店员。","way":"page"'; do
  "$kiosk" act --data "$work/c" <<< '{"case":"'"$code"'","staff":"1001","pin":"'"$pin"'",'"$step"'}' > /dev/null
done
"$kiosk" sync --once --data "$work/c" > /dev/null
"$kiosk" sync --once --data "$work/k" > /dev/null
sed "s/@CODE@/${code//-/}/" "$here/status.walk" > "$work/status.walk"

screens=("$kiosk" --config "$work/kiosk.toml" run --data "$work/k" --size 1080x1920 --inspect "$socket")
# The limits: an empty window, and a whole picture of one colour.
"$build/tests/bench/bench_window" > "$work/window.txt"
tell < "$work/window.txt"
limit() { awk -v name="$1" '$1 == name { print $2 }' "$work/$2"; }
# Nothing of the program, its fonts and its data is in memory; root alone can have that forgotten.
if sync && echo 3 2> /dev/null > /proc/sys/vm/drop_caches; then
  "$build/tests/bench/bench_start" 1 "$socket" "${screens[@]}" | awk '/_p50/ { print "cold_" $1, $2, $3 }' | sed 's/_p50//' | tell
fi
"$build/tests/bench/bench_start" 1 "$socket" "${screens[@]}" > /dev/null  # warms the files
"$build/tests/bench/bench_start" "${STARTS:-12}" "$socket" "${screens[@]}" | tell
say start_ratio_to_bare_window "$(ratio "$(limit start_to_first_picture_p50 figures.txt)" "$(limit bare_window_p50 window.txt)")" x
show "${screens[@]}"
sleep 3
frames=$(frame) used=$(ticks)
sleep "${IDLE:-60}"
say idle_cpu "$(awk "BEGIN { printf \"%.3f\", ($(ticks) - $used) * 100 / $(getconf CLK_TCK) / ${IDLE:-60} }")" percent
say idle_frames $(($(frame) - frames)) frames
"$build/tests/bench/bench_touch" "$socket" "$here/shopper.walk" "$work/status.walk" | tell
say touch_p95_ratio_to_bare_picture "$(ratio "$(limit touch_to_picture_p95 figures.txt)" "$(limit bare_picture_p50 window.txt)")" x
say kiosk_pss_after_pinyin "$(awk '/^Pss:/ { printf "%.1f", $2 / 1024 }' "/proc/$shown/smaps_rollup")" MiB
hide
"$build/tests/bench/bench_glyphs" | tell
