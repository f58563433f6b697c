# Sourced by ./run: one head office of the demonstration for everybody who runs it. Needs $office (the program) and
# $day (the folder); sets $url. Whoever ends last ends it.

start_office() {
  mkdir -p "$day"
  exec 9> "$day/office.users"
  exec 8> "$day/office.start"
  flock 8  # two that begin at once
  flock -s 9
  if ! office_runs; then serve_office; fi
  exec 8>&-
}

office_runs() {
  office_pid=$(cat "$day/office.pid" 2>/dev/null) || return
  # After a restart of the machine the number may be somebody else's.
  tr '\0' ' ' 2>/dev/null < "/proc/$office_pid/cmdline" | grep -qF " $day/office serve " || return
  url=$(sed -n 's/^LISTENING /http:\/\//p' "$day/office.log")
  [ -n "$url" ]
}

serve_office() {
  if [ ! -e "$day/staff.txt" ]; then
    "$office" --data "$day/office" init --demo > "$day/staff.new"
    mv "$day/staff.new" "$day/staff.txt"
  fi
  "$office" --data "$day/office" serve --listen "127.0.0.1:${REDRESS_PORT:-8321}" > "$day/office.log" 2>&1 8>&- 9>&- &
  office_pid=$!
  echo "$office_pid" > "$day/office.pid"
  for _ in $(seq 100); do
    url=$(sed -n 's/^LISTENING /http:\/\//p' "$day/office.log")
    [ -n "$url" ] && return
    kill -0 "$office_pid" 2>/dev/null || { cat "$day/office.log" >&2; exit 1; }
    sleep 0.05
  done
  echo "head office did not start; see $day/office.log" >&2
  exit 1
}

stop_office() {
  { true >&9; } 2>/dev/null || return 0  # never began
  flock -u 9
  flock -n -x 9 || return 0              # somebody else still needs it
  office_runs || return 0
  rm -f "$day/office.pid"
  kill "$office_pid" && tail --pid="$office_pid" -f /dev/null
}

# Until head office ends, whoever began it.
wait_for_office() { tail --pid="$office_pid" -f /dev/null; }
