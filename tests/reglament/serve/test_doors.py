"""Who is let in, and who may act: links that open once, cookies, hosts, origins, headers, paths."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from reglament.serve import patience
from reglament.serve.address import HOST, NoPortError, listen
from reglament.serve.gate import Gate
from reglament.serve.headers import report_policy
from reglament.serve.paths import file_of
from tests.reglament.serve.conftest import Client, Serve, Served

PAGES = ("/", "/site/", "/site/index.html", "/live/state", "/live", "/jobs/abc", "/jobs/abc/audit.html", "/nothing")


def test_it_listens_to_this_machine_only_and_finds_a_free_port() -> None:
    with listen() as first, listen() as second:
        assert first.getsockname()[0] == second.getsockname()[0] == HOST
        assert first.getsockname()[1] != second.getsockname()[1]
        with pytest.raises(NoPortError, match="занят"):
            listen(first.getsockname()[1])


def test_the_socket_is_closed_to_other_addresses_of_the_machine(served: Served) -> None:
    # The whole of 127.0.0.0/8 is this machine: a socket bound to every address would answer there.
    with pytest.raises(OSError, match=r"refused|unreachable|timed out|assign"):
        socket.create_connection(("127.0.0.2", served.port), timeout=5).close()


def test_a_link_opens_once_and_a_newer_one_makes_the_older_void(served: Served) -> None:
    first = served.local.link()
    second = served.local.link()
    client = served.client(let_in=False)
    assert client.enter(first) == 403
    status, headers, _ = client.ask("GET", urlsplit(second).path)
    assert (status, headers["location"]) == (303, "/")
    cookie = headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "samesite=strict" in cookie.lower()
    assert client.ask("GET", urlsplit(second).path)[0] == 403
    status, _, page = client.ask("GET", urlsplit(second).path)
    assert "Ссылка уже использована" in page.decode()
    assert "нажмите в нём Enter" in page.decode()
    client.cookie = cookie.partition(";")[0]
    # Who is inside already may use an old bookmark.
    assert client.ask("GET", urlsplit(second).path)[0] == 303
    assert client.ask("GET", "/")[0] == 200


def test_looking_at_a_link_without_following_it_does_not_spend_it(served: Served) -> None:
    link, client = served.local.link(), served.client(let_in=False)
    assert client.ask("HEAD", urlsplit(link).path)[0] in {403, 405}
    assert client.enter(link) == 303


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_shown_without_the_cookie(served: Served, path: str) -> None:
    client = served.client(let_in=False)
    for cookie in ("", f"reglament-{served.port}=wrong", "reglament-1=x; bad", f"reglament-{served.port}="):
        client.cookie = cookie
        status, headers, page = client.ask("GET", path)
        assert status == 403
        assert "Ромашка" not in page.decode()
        assert "одноразовой ссылке" in page.decode()
        assert headers["cache-control"] == "no-store"


def test_cookies_of_other_programs_of_this_machine_do_no_harm(served: Served) -> None:
    client = served.client()
    own = client.cookie
    for line in (
        f'a={{"b": 1}}; {own}',
        f"a b=c; {own}",
        f'{own}; d="',
        f"reglament-{served.port}=x; {own}",
        f";;{own};",
    ):
        client.cookie = line
        assert client.ask("GET", "/")[0] == 200, line


def test_another_site_may_link_here_and_fetch_nothing(served: Served) -> None:
    client = served.client()
    for site, mode, status in (
        ("cross-site", "no-cors", 403),
        ("same-site", "cors", 403),
        ("same-site", "navigate", 200),
        ("same-origin", "cors", 200),
        ("none", "navigate", 200),
    ):
        for path in ("/", "/live/state", "/assets/serve.css"):
            assert client.ask("GET", path, Sec_Fetch_Site=site, Sec_Fetch_Mode=mode)[0] == status, (site, mode, path)


def test_a_connection_on_which_nothing_is_asked_is_ended(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LOOK", 0.1)
    port = serve().port
    for said in (b"", b"GET / HTTP/1.1\r\nHo", b"GET /assets/x HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\nGE" % port):
        with socket.create_connection((HOST, port), timeout=5) as raw:
            raw.sendall(said)
            heard = b""
            while piece := raw.recv(9000):
                heard += piece
        assert (b"404" in heard) == said.endswith(b"GE")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "127.0.0.1:{port}.evil.example",
        "evil:{port}",
        "0.0.0.0:{port}",
    ],
)
def test_other_names_of_the_host_are_refused(served: Served, host: str) -> None:
    client = served.client()
    status, _, page = client.ask("GET", "/", Host=host.format(port=served.port))
    assert status == 403
    assert "Такого адреса здесь нет" in page.decode()


def test_every_name_of_this_machine_is_known(served: Served) -> None:
    client = served.client()
    for name in ("127.0.0.1", "localhost", "[::1]", "LOCALHOST"):
        assert client.ask("GET", "/", Host=f"{name}:{served.port}")[0] == 200


@pytest.mark.parametrize(
    ("origin", "site"),
    [
        ("http://evil.example", "cross-site"),
        ("http://evil.example", ""),
        ("http://127.0.0.1:1", "same-site"),
        ("", ""),
        ("null", ""),
        ("null", "cross-site"),
        ("http://127.0.0.1:{port}", "cross-site"),
        ("https://127.0.0.1:{port}", "same-origin"),
    ],
)
def test_only_our_own_pages_may_act(served: Served, origin: str, site: str) -> None:
    client = served.client()
    before = len(served.local.jobs.all())
    status, _, page = client.ask("POST", "/jobs", Origin=origin.format(port=served.port), Sec_Fetch_Site=site)
    assert status == 403
    assert "не с этой страницы" in page.decode()
    assert len(served.local.jobs.all()) == before


@pytest.mark.parametrize(("origin", "site"), [("null", "same-origin"), ("http://localhost:{port}", "")])
def test_our_own_pages_act(served: Served, origin: str, site: str) -> None:
    client = served.client()
    status, _, _ = client.ask("POST", "/jobs", Origin=origin.format(port=served.port), Sec_Fetch_Site=site)
    assert status == 201


def test_every_answer_has_its_headers(served: Served) -> None:
    client = served.client()
    for path, known in (("/", True), ("/site/", True), ("/assets/serve.css", True), ("/nothing", False)):
        status, headers, _ = client.ask("GET", path)
        assert (status == 200) == known
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert "server" not in headers
    own = client.ask("GET", "/")[1]["content-security-policy"]
    assert "unsafe" not in own
    assert "default-src 'none'" in own


def test_a_report_may_run_only_the_scripts_it_names_itself() -> None:
    head = '<meta http-equiv="Content-Security-Policy" content="default-src *; script-src {}; img-src *">'
    script = "'sha256-" + "A" * 43 + "='"
    assert f"script-src {script};" in report_policy(head.format(script))
    for wide in ("'unsafe-inline'", "*", "https://evil.example", "'unsafe-eval' data:"):
        assert "script-src 'none';" in report_policy(head.format(wide))
    assert "script-src 'none';" in report_policy("<p>")


def test_the_reload_script_is_in_what_is_served_and_not_in_the_file(served: Served) -> None:
    _, _, page = served.client().ask("GET", "/site/")
    assert page.decode().count("/assets/reload.js") == 1
    assert "reload.js" not in (served.project / "site" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "path",
    [
        "../regulations/company.yaml",
        "%2e%2e/regulations/company.yaml",
        "..%2fregulations%2fcompany.yaml",
        "..%5cregulations%5ccompany.yaml",
        "norms/../../regulations/company.yaml",
        "//etc/passwd",
        "/etc/passwd",
        "C:/Windows/win.ini",
        "index.html%00.png",
        "index.html::$DATA",
        "nul",
        "CON.html",
        "norms",
        "norms/",
        ".reglament-files.json",
        "index.html/",
        "index.html.",
        "out/company.yaml",
        "%c0%ae%c0%ae/regulations/company.yaml",
        "a" * 5000,
    ],
)
def test_no_address_leads_out_of_the_site_or_lists_it(served: Served, path: str) -> None:
    link = served.project / "site" / "out"
    if not link.exists():
        link.symlink_to(served.project / "regulations", target_is_directory=True)
    status, _, page = served.client().ask("GET", f"/site/{path}")
    assert status == 404
    assert "short_name" not in page.decode()
    assert "n-kp" not in page.decode()


def test_a_file_within_the_folder_is_found(tmp_path: Path) -> None:
    (tmp_path / "а б").mkdir()
    (tmp_path / "а б" / "файл.txt").write_text("1")
    assert file_of(tmp_path, "а б/файл.txt")
    assert file_of(tmp_path / "absent", "x") is None


def test_a_gate_forgets_the_oldest_of_too_many_browsers() -> None:
    gate = Gate(1)
    sessions = [gate.enter(gate.new_link()) for _ in range(25)]
    assert not gate.knows(sessions[0])
    assert gate.knows(sessions[-1])
    assert not gate.knows(None)
    assert gate.enter("") is None


def test_methods_nobody_serves_are_refused(served: Served) -> None:
    client = served.client()
    for method in ("PUT", "DELETE", "TRACE", "OPTIONS", "PATCH"):
        assert client.ask(method, "/")[0] in {403, 405}


def test_a_request_that_is_no_http_does_no_harm(served: Served) -> None:
    with socket.create_connection((HOST, served.port)) as raw:
        raw.sendall(b"\x00\xffGET\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 400")
    assert Client(served.port).ask("GET", "/")[0] == 403
