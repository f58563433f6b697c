# What head office does behind an upload, over the office that `sync` filled; the size of what goes over the wire for one
# complaint and for nothing.
enrol one kiosk K10 xinghe > /dev/null
"$kiosk" sync --once --data "$work/one" > /dev/null
"$kiosk" sync --once --json --data "$work/one" > "$work/out.json"
say nothing_to_send_wire "$(field bytes)" bytes
"$kiosk" capture --data "$work/one" <<< "$line" > /dev/null
from=$(ms); "$kiosk" sync --once --json --data "$work/one" > "$work/out.json"; to=$(ms)
say one_complaint_wire "$(field bytes)" bytes
say one_complaint_time_with_start $((to - from)) ms
"$kiosk" export --data "$work/s" "$work/s.redress" > /dev/null
"$build/tests/bench/bench_parse" "$work/s.redress" | tell
kill "$office_pid"; wait "$office_pid" 2> /dev/null || true
"$build/tests/bench/bench_office" "$work/office" "${SEARCHED:-20000}" | tell
cp -r "$work/office" "$work/many"
"$build/tests/bench/bench_look_up" "$work/many" 10000 1000000 ${LOOK_UPS:-5000000} | tell
rm -rf "$work/many"
serve_office
