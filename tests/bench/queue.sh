# What the queue of a busy mall costs: 20000 open complaints at one counter.
enrol q counter C09 xinghe > /dev/null
"$kiosk" sync --once --data "$work/q" > /dev/null
"$build/tests/bench/bench_queue" "$work/q" "${QUEUE:-20000}" | tell
