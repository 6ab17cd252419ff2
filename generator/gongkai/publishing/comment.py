"""The comment on a merge request that says what changes: run by a forge's job, `python -m gongkai.publishing.comment github FILE`.

One comment a merge request: the next run rewrites it. The token and the number of the request come from the job's environment;
neither is ever printed.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MARK = "<!-- gongkai -->"
"""How our own comment begins."""

TIMEOUT = 30


@dataclass(frozen=True, slots=True)
class Forge:
    """How a forge takes comments. In the addresses ``{NAME}`` stands for the job's variable NAME and ``{id}`` for the number of a comment."""

    comments: str
    comment: str
    change: str
    header: str
    token: str


FORGES = {
    "github": Forge(
        "{GITHUB_API_URL}/repos/{GITHUB_REPOSITORY}/issues/{GONGKAI_PULL}/comments",
        "{GITHUB_API_URL}/repos/{GITHUB_REPOSITORY}/issues/comments/{id}",
        "PATCH",
        "Authorization: Bearer {token}",
        "GITHUB_TOKEN",
    ),
    "gitlab": Forge(
        "{CI_API_V4_URL}/projects/{CI_MERGE_REQUEST_PROJECT_ID}/merge_requests/{CI_MERGE_REQUEST_IID}/notes",
        "{CI_API_V4_URL}/projects/{CI_MERGE_REQUEST_PROJECT_ID}/merge_requests/{CI_MERGE_REQUEST_IID}/notes/{id}",
        "PUT",
        "PRIVATE-TOKEN: {token}",
        "GONGKAI_COMMENT_TOKEN",
    ),
    "gitee": Forge(
        "{GONGKAI_API_URL}/repos/{GONGKAI_REPOSITORY}/pulls/{GITEE_PULL_ID}/comments",
        "{GONGKAI_API_URL}/repos/{GONGKAI_REPOSITORY}/pulls/comments/{id}",
        "PATCH",
        "Authorization: token {token}",
        "GONGKAI_COMMENT_TOKEN",
    ),
}


def post(name: str, text: str, variables: Mapping[str, str]) -> str:
    """Write ``text`` as the comment of the merge request that ``variables`` tell of; returns what is wrong, "" when it stands."""
    forge = FORGES[name]
    try:
        token = variables[forge.token]
        comments = forge.comments.format_map(variables)
    except KeyError as missing:
        return f"没有变量 {missing.args[0]}，评论没有写。"
    body = text if text.startswith(MARK) else f"{MARK}\n{text}"
    try:
        found = _ask("GET", f"{comments}?per_page=100", forge, token)
        mine = [one["id"] for one in found if str(one.get("body", "")).startswith(MARK)]
        for id_ in mine:
            try:
                _ask(forge.change, forge.comment.format_map({**variables, "id": str(id_)}), forge, token, body)
                return ""
            except urllib.error.HTTPError as error:
                if error.code not in (401, 403, 404):  # somebody else's, copied from ours
                    raise
        _ask("POST", comments, forge, token, body)
    except urllib.error.HTTPError as error:
        return f"平台没有收下评论（{error.code}）：检查 {forge.token} 有没有写评论的权限。"
    except (OSError, ValueError) as error:
        return f"连不上平台，评论没有写（{type(error).__name__}）。"
    return ""


def _ask(method: str, address: str, forge: Forge, token: str, body: str | None = None) -> Any:
    data = json.dumps({"body": body}).encode() if body is not None else None
    name, _, value = forge.header.format(token=token).partition(": ")
    request = urllib.request.Request(address, data, {name: value, "Content-Type": "application/json", "Accept": "application/json"}, method=method)
    if not address.startswith(("https://", "http://")):
        raise ValueError(address)
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
        return json.load(answer)


def main(arguments: list[str]) -> int:
    """``[forge, file]`` → exit status."""
    if len(arguments) != 2 or arguments[0] not in FORGES:
        print(f"用法：python -m gongkai.publishing.comment {'|'.join(FORGES)} 文件", file=sys.stderr)
        return 2
    wrong = post(arguments[0], Path(arguments[1]).read_text(encoding="utf-8"), os.environ)
    print(wrong or "评论已写好。", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
