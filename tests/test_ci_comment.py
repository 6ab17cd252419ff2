"""The comment that says what a merge request changes: one a request, on a stand-in for each forge's interface."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from forge import county, github_job
from gongkai.publishing.comment import MARK, post

SECRET = "invented-for-the-test"


class _Api(BaseHTTPRequestHandler):
    """The part of the three forges' interfaces that takes comments."""

    asked: list[tuple[str, str, str]]
    comments: dict[str, str]
    foreign: set[str]

    def _answer(self, method: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length))["body"] if length else ""
        self.asked.append((method, self.path, self.headers.get("Authorization") or self.headers.get("PRIVATE-TOKEN") or ""))
        id_ = self.path.split("?")[0].rsplit("/", 1)[1]
        status, said = 200, json.dumps([{"id": int(one), "body": text} for one, text in self.comments.items()])
        if method == "POST":
            self.comments[str(len(self.comments) + 1)] = body
        elif method != "GET" and id_ in self.foreign:
            status = 403
        elif method != "GET":
            self.comments[id_] = body
        self.send_response(status)
        self.end_headers()
        self.wfile.write(said.encode())

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def do_PUT(self) -> None:
        self._answer("PUT")

    def do_PATCH(self) -> None:
        self._answer("PATCH")

    def log_message(self, format: str, *args: object) -> None:
        pass


Api = tuple[type[_Api], dict[str, str]]


@pytest.fixture
def api() -> Iterator[Api]:
    handler = type("Api", (_Api,), {"asked": [], "comments": {"1": "看过了"}, "foreign": set()})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    github = {"GITHUB_API_URL": address, "GITHUB_REPOSITORY": "shili/mulu", "GONGKAI_PULL": "7", "GITHUB_TOKEN": SECRET}
    gitlab = {"CI_API_V4_URL": address, "CI_MERGE_REQUEST_PROJECT_ID": "3", "CI_MERGE_REQUEST_IID": "7", "GONGKAI_COMMENT_TOKEN": SECRET}
    gitee = {"GONGKAI_API_URL": address, "GONGKAI_REPOSITORY": "shili/mulu", "GITEE_PULL_ID": "7"}
    yield handler, {**github, **gitlab, **gitee}
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("forge", "comments", "change"),
    [
        ("github", "/repos/shili/mulu/issues/7/comments", ("PATCH", "/repos/shili/mulu/issues/comments/2")),
        ("gitlab", "/projects/3/merge_requests/7/notes", ("PUT", "/projects/3/merge_requests/7/notes/2")),
        ("gitee", "/repos/shili/mulu/pulls/7/comments", ("PATCH", "/repos/shili/mulu/pulls/comments/2")),
    ],
)
def test_one_comment_which_the_next_run_rewrites(api: Api, forge: str, comments: str, change: tuple[str, str]) -> None:
    handler, variables = api
    assert post(forge, f"{MARK}\n第一次", variables) == ""
    assert post(forge, "第二次", variables) == ""
    assert [(method, path) for method, path, _ in handler.asked] == [
        *(("GET", f"{comments}?per_page=100"), ("POST", comments)),
        *(("GET", f"{comments}?per_page=100"), change),
    ]
    assert handler.comments == {"1": "看过了", "2": f"{MARK}\n第二次"}
    assert all(SECRET in token for _, _, token in handler.asked)
    handler.foreign.add("2")  # somebody else's comment that begins like ours
    assert post(forge, "第三次", variables) == ""
    assert handler.comments["3"] == f"{MARK}\n第三次"


def test_a_comment_that_cannot_be_written(api: Api) -> None:
    _, variables = api
    wrong = post("gitlab", "x", {name: value for name, value in variables.items() if name != "GONGKAI_COMMENT_TOKEN"})
    assert "GONGKAI_COMMENT_TOKEN" in wrong
    wrong = post("github", "x", {**variables, "GITHUB_API_URL": "http://127.0.0.1:1"})
    assert "连不上" in wrong and SECRET not in wrong


def test_the_job_that_writes_the_comment(tmp_path: Path, api: Api) -> None:
    handler, variables = api
    folder = county(tmp_path / "county", "github")
    expressions = {"needs.review.outputs.comment": f"{MARK}\n“$(touch pwned)” `id` ${{x}}", "github.token": SECRET, "github.event.pull_request.number": "7"}
    workflow = folder / ".github" / "workflows" / "review.yml"
    workflow.write_text(workflow.read_text(encoding="utf-8").replace("env:\n", f"env:\n          GITHUB_API_URL: {variables['GITHUB_API_URL']}\n          GITHUB_REPOSITORY: shili/mulu\n"))
    ran = github_job(folder, "review.yml", "comment", expressions)
    assert ran.status == 0, ran.printed
    assert handler.comments["2"].strip() == expressions["needs.review.outputs.comment"], "text stays text"
    assert not (folder / "pwned").exists() and SECRET not in ran.printed
