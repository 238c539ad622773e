"""A language server as an editor talks to it: JSON-RPC over its standard input and output."""

import json
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self


class LanguageServer:
    """A running server with one workspace; use it as a context manager."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._asked = 0
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self._send({"method": "initialized", "params": {}})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, path: Path, text: str) -> str:
        """Open a file as an editor would, with the text it shows; the address to ask about it."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return uri

    def offers(self, uri: str, line: int, column: int) -> dict[str, str]:
        """What completion offers at a place, counted from 0: labels and their documentation."""
        found = self.ask("textDocument/completion", _at(uri, line, column))
        return {item["label"]: str(item.get("documentation") or "") for item in found["items"]}

    def hover(self, uri: str, line: int, column: int) -> str:
        """What the editor shows of the word at a place, counted from 0."""
        return str(self.ask("textDocument/hover", _at(uri, line, column))["contents"]["value"])

    def ask(self, method: str, params: dict[str, Any]) -> Any:  # noqa: ANN401 - whatever the method answers
        """Send a request and wait for its answer, answering what the server asks meanwhile."""
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._receive()
            if "method" not in message:
                assert "error" not in message, message
                return message["result"]
            if "id" in message:
                items = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
                self._send({"id": message["id"], "result": None if items is None else [None] * len(items)})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server has gone"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message


def _at(uri: str, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
