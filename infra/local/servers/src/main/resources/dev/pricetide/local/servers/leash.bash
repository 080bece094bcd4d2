# Runs a command for an owner and takes it down with the owner.
#
#   owner ──stdin──▶ watcher: a line is a signal for the child's group; end of file (the owner is gone) kills the group
#         ◀─stdout── keeper:  one line with the child's pid, and at its end one line with its exit code
#
# The child has a process group of its own, so a terminal's Ctrl-C reaches the owner alone. Keeper and watcher sleep in
# a system call and look after each other: without the keeper the watcher still kills, without the watcher the keeper
# kills at once. Works with the bash 3.2 of macOS.
#
# usage: bash -c "$(cat leash.bash)" leash LOG COMMAND [ARGUMENT...]
set -m
trap : HUP INT QUIT TERM
exec 3<&0 </dev/null 2>/dev/null
log=$1
shift
"$@" >>"$log" 2>&1 3<&- &
child=$!
(
  trap - HUP INT QUIT TERM
  while read -r signal <&3; do kill -"$signal" -- "-$child"; done
  kill -KILL -- "-$child"
) >/dev/null &
watcher=$!
trap 'kill -0 "$watcher" || kill -KILL -- "-$child"' CHLD
echo "$child"
while wait "$child"; code=$?; kill -0 "$child"; do :; done
trap - CHLD
kill -KILL -- "-$child" "-$watcher"
echo "$code"
