# A device's queue on its way to head office as shipped.
peak_of() { # runs "$@", prints its peak memory in KiB
  "$@" > "$work/out.json" 2> "$work/err.txt" & local pid=$! peak=0 now
  while kill -0 "$pid" 2> /dev/null; do
    now=$(sed -n 's/^VmHWM:\s*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2> /dev/null || true)
    [ -z "$now" ] || peak=$now
    sleep 0.01
  done
  wait "$pid" || true
  echo "$peak"
}
sync_figures() { # sync_figures NAME
  local from to peak sent bytes
  from=$(ms) peak=$(peak_of "$kiosk" sync --once --json --data "$work/k") to=$(ms)
  sent=$(sed -n 's/.*"sent":\([0-9]*\).*/\1/p' "$work/out.json")
  bytes=$(sed -n 's/.*"bytes":\([0-9]*\).*/\1/p' "$work/out.json")
  say "sync_$1_events" "$sent" events
  say "sync_$1_rate" "$((sent * 1000 / (to - from)))" events/s
  say "sync_$1_wire" "$((bytes / (sent > 0 ? sent : 1)))" bytes/event
  say "sync_$1_client_peak" "$peak" KiB
}
lines 3000 "$line" | "$kiosk" capture --data "$work/k" > /dev/null
sync_figures sealed
lines 10000 "$plain" | "$kiosk" capture --data "$work/k" > /dev/null
sync_figures plain_10000
lines "$count" "$plain" > "$work/many.txt"
from=$(ms); "$kiosk" capture --data "$work/k" < "$work/many.txt" > "$work/acks.txt"; to=$(ms)
say capture_rate "$((count * 1000 / (to - from)))" complaints/s
sync_figures "plain_$count"
say headoffice_verify "\"$("$office" --data "$work/office" verify | tail -1)\"" text
