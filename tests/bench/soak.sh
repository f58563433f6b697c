# Ten thousand shoppers one after the other on the real screens, on a clock that only the script moves.
"$build/tests/bench/bench_soak" "$work/k" "$here/session.play" "${SESSIONS:-10000}" | tell
