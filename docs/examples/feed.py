"""Logs in, posts, reads the feed, and gets what happened since. Needs only Python 3.9 or later."""

import json
import os
import time
import urllib.error
import urllib.request
import uuid

url = os.environ.get("FEED_URL", "http://127.0.0.1:4000/graphql")
username = os.environ.get("FEED_USERNAME", "demo")
password = os.environ.get("FEED_PASSWORD", "demo-password")


def request(path, document, variables, headers):
    body = json.dumps({"query": document, "variables": variables}).encode()
    return urllib.request.Request(path, body, {"Content-Type": "application/json", **headers})


def ask(document, variables, token=None, attempts=4):
    """Returns the data. A failed request is repeated with the same key, so that nothing happens twice."""
    headers = {"Idempotency-Key": str(uuid.uuid4())}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    for attempt in range(attempts):
        pause = 0.25 * 2**attempt
        try:
            with urllib.request.urlopen(request(url, document, variables, headers), timeout=20) as response:
                answer = json.load(response)
            if answer.get("errors"):
                raise RuntimeError(answer["errors"][0]["message"])
            return answer["data"]
        except urllib.error.HTTPError as error:
            if error.code not in (429, 502, 503, 504) or attempt == attempts - 1:
                raise RuntimeError(error.read().decode()) from error
            pause = float(error.headers.get("Retry-After", pause))
        except urllib.error.URLError:
            if attempt == attempts - 1:
                raise
        time.sleep(pause)


def subscribe(document, variables, token):
    """Yields the data of each event, for as long as the connection lasts. Continue after the last `eventId` then."""
    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {token}"}
    with urllib.request.urlopen(request(f"{url}/stream", document, variables, headers), timeout=60) as stream:
        for line in stream:
            if not line.startswith(b"data: "):
                continue
            answer = json.loads(line[len(b"data: ") :])
            if answer.get("errors"):
                raise RuntimeError(answer["errors"][0]["message"])
            yield answer["data"]


LOG_IN = """mutation logIn($username: String!, $password: String!) {
  tokenAuth(username: $username, password: $password) { token refreshToken }
}"""
POST = """mutation post($content: String!) {
  createPost(input: { content: $content }) { success message post { id } }
}"""
FEED = "query feed { homeFeed(first: 1) { edges { node { content } } } }"
LIVE = """subscription live($after: ID) {
  homeFeedUpdated(after: $after) { eventId edge { node { content } } }
}"""


def post(content, token):
    payload = ask(POST, {"content": content}, token)["createPost"]
    if not payload["success"]:
        raise RuntimeError(payload["message"])
    return payload["post"]["id"]


def main():
    token = ask(LOG_IN, {"username": username, "password": password})["tokenAuth"]["token"]
    print(f"logged in as {username}")

    first = post("Hello from Python", token)
    print(f"posted {first}")

    newest = ask(FEED, {}, token)["homeFeed"]["edges"][0]["node"]
    print(f"feed: {newest['content']}")

    post("Hello again from Python", token)

    for data in subscribe(LIVE, {"after": first}, token):
        print(f"live: {data['homeFeedUpdated']['edge']['node']['content']}")
        break


if __name__ == "__main__":
    main()
