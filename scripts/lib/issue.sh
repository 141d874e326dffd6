# An issue of GITHUB_REPOSITORY that is open for as long as something is to be done. Needs gh, with GH_TOKEN.
# shellcheck shell=bash

# keep_issue TITLE FILE COMMENT: opens the issue, or replaces its text, with FILE; if FILE is empty, closes it with COMMENT.
keep_issue() {
  local title=$1 body=$2 comment=$3 issue
  local -x GH_REPO=$GITHUB_REPOSITORY
  issue=$(gh issue list --state open --app github-actions --limit 1000 --json number,title \
    --jq ".[] | select(.title == \"$title\") | .number" | head -n 1)
  if [[ ! -s $body ]]; then
    [[ -z $issue ]] || gh issue close "$issue" --comment "$comment"
  elif [[ -n $issue ]]; then
    gh issue edit "$issue" --body-file "$body"
  else
    gh issue create --title "$title" --body-file "$body"
  fi
}
