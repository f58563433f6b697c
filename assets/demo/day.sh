# Sourced by ./run after office.sh: a written day on the real screens. Needs $office and $device (the programs) and $day
# (the folder).
demo=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# enrol ROLE NAME: a device of 星河广场, approved at once.
enrol() {
  [ -e "$day/$1/enrolled" ] && return
  code=$("$office" --data "$day/office" enrol-code --mall xinghe --role "$1" --name "$2" --preapproved)
  "$device" enrol --data "$day/$1" --url "$url" --code "$code"
  touch "$day/$1/enrolled"
}

configure() {
  mkdir -p "$day/receipts" "$day/pictures"
  cat > "$day/kiosk.toml" <<TOML
[printer]
address = "file:$day/receipts"

[screen]
fullscreen = false
TOML
}

# What the scripts leave open: whose PIN, which case.
fill() { sed "s/@PIN@/$pin/; s/@CODE@/${code//-/}/" "$demo/$1.play" > "$day/$1.play"; }

play_day() {
  rm -f "$day"/pictures/*
  pin=$(sed -n 's/.*1001.*PIN \([0-9]\{6\}\).*/\1/p' "$day/staff.txt") code=
  fill shopper
  (cd "$day/pictures" && "$device" --config "$day/kiosk.toml" run --data "$day/kiosk" --offscreen --size 1080x1920 --play "$day/shopper.play")
  "$device" sync --once --data "$day/kiosk"
  "$device" sync --once --data "$day/counter"
  code=$("$office" --data "$day/office" cases --format csv | grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}' | tail -1)
  fill counter
  (cd "$day/pictures" && "$device" --config "$day/kiosk.toml" run --data "$day/counter" --role counter --offscreen --size 1920x1080 --play "$day/counter.play")
  "$device" sync --once --data "$day/counter"
  if command -v curl > /dev/null; then curl -s "$url/C/${code//-/}" > "$day/pictures/70-tracking-page.html"; fi
  printf '\n\033[1m%s\033[0m\n' "The day was played on the real screens."
  echo "screenshots   $day/pictures"
  echo "receipts      $day/receipts"
  echo "staff, PINs   $day/staff.txt"
  echo "pages         ./run headoffice, then $url/cases and $url/C/${code//-/}"
}
