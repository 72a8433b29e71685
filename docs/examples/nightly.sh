#!/bin/sh
# Migrates ten sandboxes unattended, and tells which didn't make it and why. Its exit status is how many those are.
failed=0
migrate () {
  ferryctl sandbox remove "$1" --yes # what the night before left
  ferryctl sandbox create "$1" && ferryctl sandbox start "$1" && ferryctl sandbox fix "$1" || return
  ferryctl setup -e "$1" --azure --product DynamicsBC --all-companies --wait --yes || return
  ferryctl replicate -e "$1" --wait && ferryctl complete -e "$1" --yes
}
for name in Night-01 Night-02 Night-03 Night-04 Night-05 Night-06 Night-07 Night-08 Night-09 Night-10; do
  migrate "$name" > "$name.log" 2>&1 && echo "$name: completed" && continue
  echo "$name: $(tail -n 1 "$name.log")"; failed=$((failed + 1))
  ferryctl run details -e "$name" --failed
done
exit "$failed"
