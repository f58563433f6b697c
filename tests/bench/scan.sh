# A receipt scanned at the counter that holds all cases of the mall: without screens, then in the real window.
source "$here/display.sh"
from=$(ms); "$kiosk" sync --once --data "$work/c" > /dev/null; to=$(ms)
say counter_pull_time $((to - from)) ms
say counter_cases "$(sed -n 's/.*"cases":\([0-9]*\).*/\1/p' <<< "$("$kiosk" status --json --data "$work/c")")" cases
awk '{ print $3 }' "$work/acks.txt" | shuf -n 200 --random-source=<(yes) > "$work/codes.txt"
"$build/tests/bench/bench_reply" scan_to_case_headless "$work/codes.txt" "$kiosk" scan --data "$work/c" | tell
show "$kiosk" run --data "$work/c" --role counter --size 1920x1080 --inspect "$socket"
pin=$(sed -n 's/.*\b1001\b.*\b\([0-9]\{6\}\)\b.*/\1/p' "$work/staff.txt" | head -1)
press() { ask "{\"ask\":\"touch\",\"id\":\"$1\"}" > /dev/null; }
sleep 1
for digit in $(fold -w1 <<< "1001$pin"); do press "key:$digit"; sleep 0.4; done
press next
for _ in $(seq 100); do ask '{"ask":"screen"}' | grep -q '"scene":"counter.queue"' && break; sleep 0.1; done
head -60 "$work/codes.txt" > "$work/60.txt"
"$build/tests/bench/bench_scan" "$socket" "$work/60.txt" | tell
hide
