#!/bin/sh
# Logs in, posts, reads the feed, and gets what happened since. Needs curl.
set -eu
url=${FEED_URL:-http://127.0.0.1:4000/graphql}
username=${FEED_USERNAME:-demo}
password=${FEED_PASSWORD:-demo-password}
token=

# ask DOCUMENT VARIABLES prints the response. A failed request is repeated with the same key, so that nothing happens twice.
ask() {
  key=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  printf '{"query":"%s","variables":%s}' "$1" "$2" |
    curl --silent --show-error --fail-with-body --retry 3 "$url" --data @- \
      --header 'Content-Type: application/json' --header "Idempotency-Key: $key" \
      ${token:+--header "Authorization: Bearer $token"}
}

# text NAME prints the first text with this name in the JSON on standard input.
text() {
  sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p' | head -n 1
}

logIn='mutation logIn($username: String!, $password: String!) { tokenAuth(username: $username, password: $password) { token } }'
token=$(ask "$logIn" "{\"username\":\"$username\",\"password\":\"$password\"}" | text token)
echo "logged in as $username"

post='mutation post($content: String!) { createPost(input: { content: $content }) { success message post { id } } }'
first=$(ask "$post" '{"content":"Hello from curl"}' | text id)
echo "posted $first"

feed='query feed { homeFeed(first: 1) { edges { node { content } } } }'
echo "feed: $(ask "$feed" '{}' | text content)"

ask "$post" '{"content":"Hello again from curl"}' >/dev/null

# The stream goes on for as long as it is read; here, until its first event.
live='subscription live($after: ID) { homeFeedUpdated(after: $after) { edge { node { content } } } }'
events=$(mktemp -u)
mkfifo "$events"
printf '{"query":"%s","variables":{"after":"%s"}}' "$live" "$first" |
  curl --silent --no-buffer "$url/stream" --data @- \
    --header 'Content-Type: application/json' --header 'Accept: text/event-stream' \
    --header "Authorization: Bearer $token" >"$events" &
while read -r line; do
  case $line in
  *'"content"'*)
    echo "live: $(echo "$line" | text content)"
    break
    ;;
  esac
done <"$events"
kill $!
rm "$events"
