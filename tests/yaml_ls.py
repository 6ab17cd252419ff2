"""An editor without a screen: speaks the Language Server Protocol with yaml-language-server over its standard input and output."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from threading import Timer
from typing import Any

PATIENCE = 60.0
"""Seconds that an answer may take before the server is taken for dead."""


class Editor:
    """A workspace opened with its own ``.vscode/settings.json``. Use as a context manager; `open` files, then ask."""

    def __init__(self, program: Path, workspace: Path) -> None:
        self._workspace = workspace
        settings = json.loads((workspace / ".vscode/settings.json").read_text(encoding="utf-8"))
        said = {name.removeprefix("yaml."): value for name, value in settings.items() if name.startswith("yaml.")}
        self._settings: dict[str, Any] = {
            "schemas": said.get("schemas", {}), "schemaStore": {"enable": said.get("schemaStore.enable", True)},
            "validate": True, "hover": True, "completion": True, "format": {"enable": said.get("format.enable", True)},
        }  # fmt: skip
        self._server = subprocess.Popen(["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._number = 0
        self._problems: dict[str, list[dict[str, Any]]] = {}
        self.fetched: list[str] = []

    def __enter__(self) -> Editor:
        root = self._workspace.as_uri()
        hover = {"contentFormat": ["markdown", "plaintext"]}
        able = {"textDocument": {"completion": {"completionItem": {"snippetSupport": False}}, "hover": hover}, "workspace": {"configuration": True}}
        folders = [{"uri": root, "name": "w"}]
        self._ask("initialize", {"processId": None, "rootUri": root, "capabilities": able, "workspaceFolders": folders})
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": {"yaml": self._settings}})
        return self

    def __exit__(self, *_: object) -> None:
        self._server.kill()
        self._server.wait()

    def open(self, file: str, text: str) -> list[tuple[int, str]]:
        """Open ``file`` (its text need not be on disk); what the editor underlines: (line from 1, message)."""
        uri = self._uri(file)
        self._tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        while uri not in self._problems:
            self._read()
        return [(one["range"]["start"]["line"] + 1, one["message"]) for one in self._problems[uri]]

    def complete(self, file: str, line: int, column: int) -> list[str]:
        """What is offered at a place (from 1): the texts that would be put in."""
        found = self._ask("textDocument/completion", self._at(file, line, column))
        items = found["items"] if isinstance(found, dict) else found or []
        return [one.get("textEdit", {}).get("newText", one["label"]) for one in items]

    def hover(self, file: str, line: int, column: int) -> str:
        found = self._ask("textDocument/hover", self._at(file, line, column))
        contents = found["contents"] if found else ""
        return contents["value"] if isinstance(contents, dict) else str(contents)

    def _at(self, file: str, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self._uri(file)}, "position": {"line": line - 1, "character": column - 1}}

    def _uri(self, file: str) -> str:
        return (self._workspace / file).as_uri()

    def _ask(self, method: str, params: Mapping[str, Any]) -> Any:
        self._number += 1
        number = self._number
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _tell(self, method: str, params: Mapping[str, Any]) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._server.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """The next message; what the server asks of an editor is answered on the way."""
        pipe = self._server.stdout
        assert pipe
        alarm = Timer(PATIENCE, self._server.kill)
        alarm.start()
        try:
            length = 0
            while line := pipe.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            message: dict[str, Any] = json.loads(pipe.read(length))
        finally:
            alarm.cancel()
        method = message.get("method")
        if method == "textDocument/publishDiagnostics":
            self._problems[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif method == "workspace/configuration":
            self._send({"id": message["id"], "result": [self._settings if one.get("section") == "yaml" else {} for one in message["params"]["items"]]})
        elif method and "id" in message:
            if method == "vscode/content":
                self.fetched.append(str(message["params"]))
            self._send({"id": message["id"], "result": None})
        return message
