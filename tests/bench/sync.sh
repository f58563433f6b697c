# Part of run: the figures of sync between the real programs, projections on, durable on both ends. Needs $count.
complaints() { LC_ALL=C awk -v n="$1" -v kind="$2" -v seed="$3" -v day="$(date +%F)" -f "$here/complaints.awk"; }
ticks_of() { awk '{print $14+$15}' "/proc/$1/stat" 2>/dev/null || true; }
peak_of() { # runs "$@"; peak=… KiB, used=… ticks of the processor
  "$@" > "$work/out.json" 2>"$work/err.txt" & local pid=$! now
  peak=0 used=0
  while now=$(sed -n 's/^VmHWM:\s*\([0-9]*\).*/\1/p' "/proc/$pid/status" 2>/dev/null) && [ -n "$now" ]; do
    peak=$now; now=$(ticks_of "$pid"); used=${now:-$used}; sleep 0.01
  done
  wait "$pid" || fail "$* failed: $(cat "$work/err.txt")"
}
field() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" "$work/out.json"; }
per_event_us() { awk "BEGIN{printf \"%.1f\", $1*1e6/$(getconf CLK_TCK)/$2}"; }
sync_figures() { # sync_figures NAME FOLDER
  local from to sent before
  before=$(ticks_of "$office_pid"); from=$(ms)
  peak_of "$kiosk" sync --once --json --data "$work/$2"
  to=$(ms); sent=$(field sent)
  say "sync_$1_events" "$sent" events
  say "sync_$1_rate" "$(awk "BEGIN{printf \"%d\", $sent*1000/($to-$from)}")" events/s
  say "sync_$1_wire" "$(awk "BEGIN{printf \"%.0f\", $(field bytes)/$sent}")" bytes/event
  say "sync_$1_device_cpu" "$(per_event_us "$used" "$sent")" us/event
  say "sync_$1_headoffice_cpu" "$(per_event_us $(($(ticks_of "$office_pid") - before)) "$sent")" us/event
  say "sync_$1_device_peak" "$peak" KiB
}
queue() { # queue FOLDER COUNT KIND: captures, prints nothing
  complaints "$2" "$3" "$2" > "$work/lines.txt"
  "$kiosk" capture --data "$work/$1" < "$work/lines.txt" > "$work/acks.txt"
}

enrol s kiosk K08 xinghe > /dev/null
queue s 10000 plain; sync_figures plain_10000 s
queue s 10000 sealed; sync_figures sealed_10000 s; small=$peak
from=$(ms); queue s "$count" sealed; to=$(ms)
say capture_rate "$((count * 1000 / (to - from)))" complaints/s
sync_figures "sealed_$count" s
say sync_device_growth $((peak - small)) KiB
say device_verify "\"$("$kiosk" verify --data "$work/s" | tail -1)\"" text
say headoffice_verify "\"$("$office" --data "$work/office" verify | tail -1)\"" text
say headoffice_cases "$("$office" --data "$work/office" cases --format csv | tail -n +2 | wc -l)" cases
say idle_connection_memory "$("$build/tests/headoffice/headoffice_tests" -tc='two thousand idle connections*' | sed -n 's/.*idle connection: \([0-9.]*\) KiB.*/\1/p')" KiB
