# A real X server with the screens on it. $socket: where they are asked; show COMMAND…, hide.
socket=$work/inspect.sock
if [ -z "${display:-}" ]; then
  display=$((100 + RANDOM % 400))
  # Without -noreset the server starts anew whenever its last window is gone.
  Xvfb ":$display" -screen 0 1920x1920x24 -nolisten tcp -noreset > /dev/null 2>&1 & pids+=($!)
  export DISPLAY=:$display
  for _ in $(seq 100); do [ ! -S "/tmp/.X11-unix/X$display" ] || break; sleep 0.05; done
fi
ask() { printf '%s\n' "$1" | socat -t5 - "UNIX-CONNECT:$socket"; }
frame() { ask '{"ask":"screen"}' | sed -n 's/.*"frame":\([0-9]*\).*/\1/p'; }
ticks() { awk '{ print $14 + $15 }' "/proc/$shown/stat"; }
show() {
  rm -f "$socket"
  "$@" > "$work/run.log" 2>&1 & shown=$!
  pids+=("$shown")
  until [ -S "$socket" ] && [ "$(frame)" -gt 0 ]; do kill -0 "$shown" || fail "$(cat "$work/run.log")"; sleep 0.1; done
}
hide() { kill "$shown"; wait "$shown" 2> /dev/null || true; }
