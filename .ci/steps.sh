# Steps of a long run, each bounded, whose minutes are printed at the end. To be read by a script that runs with `set -e`.

spent=()
current=''
begun=0
in_minutes() { awk -v s="$1" 'BEGIN { printf "%5.1f min", s / 60 }'; }
finish() { [ -z "$current" ] || spent+=("$(in_minutes $((SECONDS - begun)))  $current"); }
step() { finish; current="$*"; begun=$SECONDS; printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }
run() { timeout "$1" npm run --silent "${@:2}"; }

print_minutes() {
  finish
  printf '\n== minutes by step\n'
  printf '%s\n' "${spent[@]}" "$(in_minutes "$SECONDS")  in all"
}
