# A complaint on its way to the disk: how often it is flushed, counted from outside, and how long against the limit.
flushes_of() { # flushes_of FILE: of a capture of these lines
  strace -f -c -e trace=fsync,fdatasync "$kiosk" capture --data "$work/k" < "$1" 2>&1 > /dev/null |
    awk '$NF == "fsync" || $NF == "fdatasync" { n += $4 } END { print n + 0 }'
}
lines 1000 "$line" > "$work/1000.txt"
head -100 "$work/1000.txt" > "$work/100.txt"
"$kiosk" capture --data "$work/k" < "$work/100.txt" > /dev/null
around=$(flushes_of /dev/null) with=$(flushes_of "$work/100.txt")
say save_flushes_per_complaint "$(awk "BEGIN { printf \"%.2f\", ($with - $around) / 100 }")" count
"$build/tests/bench/bench_bare" "$work/bare" 1000 > "$work/bare.txt"
"$build/tests/bench/bench_reply" save "$work/1000.txt" "$kiosk" capture --data "$work/k" > "$work/save.txt"
"$build/tests/bench/bench_bare" "$work/bare" 1000 >> "$work/bare.txt"
bare=$(awk '$1 == "bare_write_sync_p50" { s += $2 } END { print s / 2 }' "$work/bare.txt")
tell < "$work/save.txt"
say bare_write_sync_p50 "$bare" us
say save_ratio_to_bare_p50 "$(ratio "$(awk '$1 == "save_p50" { print $2 }' "$work/save.txt")" "$bare")" x
