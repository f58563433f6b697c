#!/usr/bin/env bash
# exactly_once.sh KIOSK HEADOFFICE PROXY: kiosks sync through a network that harms 60 of 100 requests, captures and head
# office are killed with -9 on the way, head office is restored once from an older backup. Afterwards every acknowledged
# complaint is at head office and at the counter once, unchanged. ROUNDS=60 for a long run (6), FAULTS=… in a hundred (60).
kiosk=$1 office=$2 proxy=$3
source "$(dirname "$0")/common.sh"
rounds=${ROUNDS:-6} faults=${FAULTS:-60} kiosks="k1 k2 k3" kills=0

capture() { # capture FOLDER COUNT ROUND
  local i
  for ((i = 0; i < $2; ++i)); do
    echo '{"contact_type":"complaint","category":"hygiene","text":"'"$1 第$3轮 $i"'","contact":{"phone":"1390000'$((1000 + i))'"},"consent":{"text":"同意","version":"1"}}'
  done | "$kiosk" capture --data "$work/$1" >> "$work/$1.acks"
}
office_back() { # … as after a power cut
  kill -9 "$office_pid"; wait "$office_pid" 2>/dev/null || true
  [ -z "${1:-}" ] || "$office" --data "$work/office" restore --from "$1" > /dev/null
  serve_office
}
everybody() { # everybody WORD…: runs for each device at the same time
  local folder jobs=()
  for folder in $kiosks c; do ("$@" "$folder") & jobs+=($!); done
  for folder in "${jobs[@]}"; do wait "$folder" || true; done
}
sync() { "$kiosk" sync --once --data "$work/$1" > /dev/null 2>&1; }
step() { [ "$1" = c ] || capture "$1" 8 "$round"; sync "$1"; }

start_office
direct=$url
echo 0 > "$work/faults"
"$proxy" "$port" "$work/faults" "${SEED:-1}" > "$work/proxy.log" & pids+=($!)
until grep -q LISTENING "$work/proxy.log"; do sleep 0.02; done
url=http://127.0.0.1:$(awk '{print $2}' "$work/proxy.log")
for folder in $kiosks; do enrol $folder kiosk $folder xinghe; done
enrol c counter c xinghe
echo "$faults" > "$work/faults"

for ((round = 1; round <= rounds; ++round)); do
  everybody step & busy=$!
  if ((round % 3 == 2)); then sleep 0.$((RANDOM % 9)); office_back; fi
  wait "$busy" || true
  # A capture that dies in the middle: what it acknowledged holds.
  (capture k1 200 "$round.x") 2> /dev/null & sleep 0.$((1 + RANDOM % 4)); victim=$(pgrep -P $! -x redress-kiosk || true)
  [ -z "$victim" ] || { kill -9 "$victim" 2>/dev/null && ((++kills)); }
  wait 2>/dev/null $! || true
  ((round != rounds / 2)) || "$office" --data "$work/office" backup --out "$work/older.db" > /dev/null
  ((round != rounds - 1)) || office_back "$work/older.db"
done

echo 0 > "$work/faults"
for _ in 1 2 3; do everybody sync; done
for folder in $kiosks c; do expect "$folder's queue is empty" "$("$kiosk" sync --once --data "$work/$folder")" 'queue empty'; done
sync c || true
expect "requests were harmed" "$(grep -c HARM "$work/proxy.log")" '^[1-9][0-9]'
cat "$work"/k?.acks | awk '$1=="ACK"{print $3}' | sort > "$work/acknowledged"
"$office" --data "$work/office" cases --format csv | tail -n +2 | cut -d, -f1 | tr -d '"' | sort > "$work/stored"
expect "acknowledged at kiosks" "$(wc -l < "$work/acknowledged")" '^[1-9]'
expect "no acknowledged complaint is missing" "$(comm -23 <(sort -u "$work/acknowledged") "$work/stored" | wc -l)" '^0$'
expect "none is there twice" "$(uniq -d "$work/stored" | wc -l)" '^0$'
extra=$(comm -13 "$work/acknowledged" "$work/stored" | wc -l)
((extra <= kills)) || fail "$extra unacknowledged complaints, but only $kills captures were killed"
expect "the counter has every one" "$("$kiosk" scan --data "$work/c" < "$work/acknowledged" | grep -cv '^CASE ' || true)" '^0$'
for folder in $kiosks c; do expect "$folder verifies" "$("$kiosk" verify --data "$work/$folder" | tail -1)" '^GOOD'; done
expect "head office verifies: nothing was changed" "$("$office" --data "$work/office" verify | tail -1)" 'problems 0$'
expect "head office refused nothing" "$("$office" --data "$work/office" device list --json | grep -o '"refused":[1-9]' | wc -l)" '^0$'
echo "exactly once: $(wc -l < "$work/acknowledged") acknowledged, $kills captures killed, all there once"
