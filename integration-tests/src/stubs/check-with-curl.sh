#!/usr/bin/env bash
# Walks through the stubs with curl: the four operations, every documented refusal, every documented id.
#
#   check-with-curl.sh http://localhost:8080
#
# The argument is the address of the WireMock server, without /client/v4: both layouts are tried. Needs bash and
# curl only. Prints a line for each step and a closing line; ends with 1 when anything was not as documented.
# It resets the scenarios of the server, before and after.
set -u

server=${1:?usage: check-with-curl.sh http://host:port}
server=${server%/}
account=023e105f4ecef8ad9ca31a8372d0c353
app=14a396e7-ca44-4937-bf1f-050a69118543
meeting=550e8400-e29b-41d4-a716-446655440000
kick='{"participant_ids":["p-1"],"custom_participant_ids":["user-42","user-43"]}'
poll='{"question":"Ship it?","options":["Yes","No"]}'
ray='[0-9a-f]{16}-[A-Z]{3}'

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
steps=0
surprises=0
status='' type='' body='' exit_code=0 why=''

url() { printf '%s/client/v4/accounts/%s/realtime/kit/%s/meetings/%s/active-session' "$server" "$account" "$app" "$1"; }

# ask ARGUMENT...: one request by curl, with a token; leaves status, type, body, exit_code and the file head.
ask() { ask_without_token -H 'Authorization: Bearer a-token' "$@"; }

ask_without_token() {
  : >"$work/head"
  : >"$work/body"
  status=$(curl -s -g --max-time 30 --noproxy '*' -D "$work/head" -o "$work/body" -w '%{http_code}' "$@")
  exit_code=$?
  body=$(<"$work/body")
  type=$(header content-type)
  why=''
}

# post URL BODY ARGUMENT...: a POST of a JSON body.
post() { ask -H 'Content-Type: application/json' -d "$2" "${@:3}" "$1"; }

# operation NAME MEETING ARGUMENT...: a valid request of one of the four operations.
operation() {
  case $1 in
    get) ask "${@:3}" "$(url "$2")" ;;
    kick) post "$(url "$2")/kick" "$kick" "${@:3}" ;;
    kick-all) ask -X POST "${@:3}" "$(url "$2")/kick-all" ;;
    poll) post "$(url "$2")/poll" "$poll" "${@:3}" ;;
  esac
}

header() { sed -n "s/^$1: *//Ip" "$work/head" | tr -d '\r' | tail -n 1; }

# Each of these notes what is not as it should be; step prints the verdict.
status_is() { [ "$status" = "$1" ] || why+=" status $status instead of $1;"; }
type_is() { [[ $type == "$1"* ]] || why+=" content type '$type' instead of '$1';"; }
body_is() { [ "$body" = "$1" ] || why+=" body: $body;"; }
has() { [[ $body == *"$1"* ]] || why+=" no $1 in: $body;"; }
lacks() { [[ $body != *"$1"* ]] || why+=" $1 in: $body;"; }
has_match() { [[ $body =~ $1 ]] || why+=" no match of $1 in: $body;"; }
header_is() { [ "$(header "$1")" = "$2" ] || why+=" $1 is '$(header "$1")' instead of '$2';"; }
has_ray() { [[ $(header cf-ray) =~ ^$ray$ ]] || why+=" cf-ray is '$(header cf-ray)';"; }
step() {
  steps=$((steps + 1))
  if [ -z "$why" ]; then
    printf 'ok    %s\n' "$1"
  else
    surprises=$((surprises + 1))
    printf 'WRONG %s:%s\n' "$1" "$why"
  fi
}

# json STATUS TEXT...: a JSON answer that contains each text.
json() {
  status_is "$1"
  type_is application/json
  has_ray
  local text
  for text in "${@:2}"; do has "$text"; done
}

reset() {
  local answer
  answer=$(curl -s --noproxy '*' -o "$work/body" -w '%{http_code}' -X POST "$server/__admin/scenarios/reset")
  [ "$answer" = 200 ] || { echo "no WireMock server at $server"; exit 1; }
}

no_session='"error":{"code":404,"message":"No active session found for meeting_id '
gateway_404='{"success":false,"errors":[{"code":7003,"message":"Could not route to '

reset

echo '# the four operations'
operation get "$meeting"
json 200 '"success":true' "\"associated_id\":\"$meeting\"" "\"organization_id\":\"$app\"" '"status":"LIVE"' '"live_participants":2' '"minutes_consumed":42.3434' \
  '"created_at":"2022-01-12T14:21:34.398Z"' '"breakout_rooms":[{' '"meta":{'
step 'get answers with the meeting and the app that were asked for'

ask "$(url 'caf%C3%A9+%22a%2Fb%22%2541')"
json 200 '"associated_id":"café+\"a/b\"%41"'
step 'get decodes the id of the meeting'

ask "$server/accounts/$account/realtime/kit/$app/meetings/abcdef-ghijkl/active-session"
json 200 '"associated_id":"abcdef-ghijkl"'
step 'get works without /client/v4, too'

operation kick "$meeting"
json 200 '"participants":[{"id":"p-1",' '{"id":"5d9e1c8a-6f0b-4b7e-9a51-000000000000",' '{"id":"5d9e1c8a-6f0b-4b7e-9a51-000000000001",'
lacks user-4
step 'kick answers for each participant that was named, and never with a custom id'

post "$(url "$meeting")/kick" '{"participant_ids":[],"custom_participant_ids":["user-42"]}'
json 200 '"participants":[{"id":"5d9e1c8a-6f0b-4b7e-9a51-000000000000",'
step 'kick by custom ids only'

post "$(url "$meeting")/kick" '{"participant_ids":["p-1","p-\"2\""],"custom_participant_ids":[]}'
json 200 '{"id":"p-1",' '{"id":"p-\"2\"",'
step 'kick by participant ids only'

post "$(url "$meeting")/kick" '{"participant_ids":[],"custom_participant_ids":[]}'
json 200 '"participants":[]'
step 'kick of nobody'

operation poll "$meeting"
json 201 '"question":"Ship it?","options":[{"text":"Yes","count":0,"votes":[]},{"text":"No","count":0,"votes":[]}],"anonymous":false,"hide_votes":false,' '"voted":[]'
has_match '"poll":\{"id":"[0-9a-f-]{36}"'
step 'poll comes back with its question and options, an id and no votes'
first=$body

operation poll "$meeting"
json 201
[ "$body" != "$first" ] || why+=' the same id twice;'
step 'a poll that is posted twice is two polls'

post "$(url "$meeting")/poll" '{"question":"Où? {{now}} \"x\"","options":["<b>","Kraków"],"anonymous":true,"hide_votes":true}'
json 201 '"question":"Où? {{now}} \"x\""' '{"text":"<b>",' '{"text":"Kraków",' '"anonymous":true,"hide_votes":true'
step 'poll comes back with its flags, and its text as it was'

operation kick-all "$meeting"
json 200 '{"success":true,"data":{"action":"kick-all","kicked_participants_count":2}}'
step 'kick-all counts'

for name in get kick kick-all poll; do
  operation "$name" abcdef-ghijkl
  json 404 '"success":false' "${no_session}abcdef-ghijkl\"}"
  step "after kick-all there is no session, for any meeting: $name"
done

reset
operation get "$meeting"
json 200 '"status":"LIVE"'
step 'after a reset of the scenarios the session is back'

post "$(url "$meeting")/kick-all" '{}'
json 200 '"kicked_participants_count":2'
step 'kick-all with a body works'
reset

echo '# what the service refuses'
for name in get kick kick-all poll; do
  case $name in
    get) ask_without_token "$(url "$meeting")" ;;
    *) ask_without_token -X POST -d "$poll" "$(url "$meeting")/$name" ;;
  esac
  json 400 '{"success":false,"errors":[{"code":9106,"message":"' '"result":null'
  step "no token: $name"

  case $name in get) path='' ;; *) path=/$name ;; esac
  method=(-X POST)
  [ "$name" = get ] && method=()
  ask_without_token "${method[@]}" -H 'Authorization: Bearer two words' "$(url "$meeting")$path"
  json 400 '"errors":[{"code":6003,' '"error_chain":[{"code":6111,'
  step "a malformed token: $name"

  ask_without_token "${method[@]}" -H 'Authorization: Bearer bad-token' "$(url "$meeting")$path"
  json 401 '"errors":[{"code":10000,"message":"Authentication error"}]'
  step "the token bad-token: $name"

  account=unknown-account operation "$name" "$meeting"
  json 404 "$gateway_404" '"code":7000'
  step "the account unknown-account: $name"

  app=unknown-app operation "$name" "$meeting"
  json 404 "$gateway_404" '"code":7000'
  step "the app unknown-app: $name"
done

for refused in '{"options":["Yes","No"]}' '{"question":"Ship it?"}' '{"question":1,"options":["Yes"]}' '{"question":"Ship it?","options":["Yes"],"hideVotes":true}' 'no json'; do
  post "$(url "$meeting")/poll" "$refused"
  status_is 400
  has_ray
  body_is ''
  type_is ''
  [ -z "$type" ] || why+=" content type $type;"
  step "the poll $refused"
done

for refused in '{"participant_ids":["p-1"]}' '{"participant_ids":"p-1","custom_participant_ids":[]}' 'no json'; do
  post "$(url "$meeting")/kick" "$refused"
  json 400 '{"success":false,"error":{"code":400,'
  step "the kick $refused"
done

ask -H 'Content-Type: text/plain' -d "$poll" "$(url "$meeting")/poll"
status_is 400
step 'a poll that is not sent as JSON'

for ids in '["unknown-participant"],"custom_participant_ids":[]' '[],"custom_participant_ids":["unknown-participant"]' '["p-1"],"custom_participant_ids":["p-2","unknown-participant"]'; do
  post "$(url "$meeting")/kick" "{\"participant_ids\":$ids}"
  json 404 '{"success":false,"error":{"code":404,"message":"No user found with id unknown-participant"}}'
  step "the participant unknown-participant in $ids"
done

echo '# an error on demand, for each operation'
for name in get kick kick-all poll; do
  operation "$name" no-session
  json 404 '"success":false' "${no_session}no-session\"}"
  step "no-session: $name"

  operation "$name" error-400
  json 400 '"errors":[{"code":6003,' '"error_chain":[{"code":6111,'
  step "error-400: $name"

  operation "$name" error-401
  json 401 '"errors":[{"code":10000,'
  step "error-401: $name"

  operation "$name" error-401-message
  json 401
  body_is '{"message":"Unauthorized"}'
  step "error-401-message: $name"

  operation "$name" error-403
  json 403 '"errors":[{"code":10000,'
  step "error-403: $name"

  operation "$name" error-403-html
  status_is 403
  type_is text/html
  has_ray
  has '<html>'
  step "error-403-html: $name"

  operation "$name" error-404-gateway
  json 404 "$gateway_404" '"code":7000'
  step "error-404-gateway: $name"

  operation "$name" error-429
  json 429 '"errors":[{"code":971,'
  header_is retry-after 1
  header_is ratelimit '"default";r=0;t=1'
  step "error-429: $name"

  operation "$name" error-429-without-retry-after
  json 429 '"errors":[{"code":971,'
  header_is retry-after ''
  step "error-429-without-retry-after: $name"

  operation "$name" error-500
  status_is 500
  type_is text/html
  has_ray
  has '<html>'
  step "error-500: $name"

  operation "$name" error-503
  json 503 '"error":{"code":503,'
  step "error-503: $name"

  operation "$name" success-false
  case $name in poll) json 201 ;; *) json 200 ;; esac
  body_is '{"success":false}'
  step "success-false: $name"

  operation "$name" dropped-connection
  [ "$exit_code" != 0 ] && [ "$status" = 000 ] || why+=" curl ended with $exit_code, status $status;"
  step "dropped-connection: $name"

  operation "$name" slow --max-time 1
  [ "$exit_code" = 28 ] || why+=" curl ended with $exit_code instead of 28 (timed out);"
  step "slow, with a second to wait: $name"

  operation "$name" slow
  case $name in poll) json 201 '"success":true' ;; *) json 200 '"success":true' ;; esac
  step "slow, with time to wait: $name"
done

operation get "$meeting"
json 200 '"status":"LIVE"'
step 'none of these ended the session'
reset

echo
if [ "$surprises" -gt 0 ]; then
  echo "$surprises of $steps steps were not as documented."
  exit 1
fi
echo "All $steps steps were as documented."
