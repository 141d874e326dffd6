# What goes into comments, issues and summaries of GitHub.
# shellcheck shell=bash

# plan_as_markdown FILE: a plan as a block of code, of which GitHub takes 65536 characters with what is around it.
# The fence is longer than any that a plan has.
plan_as_markdown() {
  echo '``````text'
  head --bytes 60000 "$1"
  (($(stat --format %s "$1") <= 60000)) || printf '\n… the rest is in the log of the run\n'
  echo '``````'
}
