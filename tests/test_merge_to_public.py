"""From a merge to what citizens get: a bare remote with the packaged hook, the job's real script, nginx with the packaged settings."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import gongkai
from forge import ADJUSTMENT, STARTER, adjust, approve, commit, county, execute, git, github_job, program
from servers import nginx, sshd, tool

PAGE = "items/yiwu-jiaoyu/zhaosheng-zhengce.html"
NEW = "10个工作日内"


@dataclass
class Remote:
    """A forge of one machine: the clerk's clone, the bare remote that publishes, the address that citizens use."""

    clone: Path
    public: Path
    address: str

    def merge(self, message: str) -> str:
        """Commit what changed and push it to main; returns what the clerk sees of the publishing."""
        commit(self.clone, message)
        done = execute(self.clone, {}, "git push origin main")
        assert done.returncode == 0, done.stdout
        return done.stdout

    def page(self, url: str = PAGE) -> str:
        with urllib.request.urlopen(self.address + url, timeout=10) as answer:
            return str(answer.read().decode())


@pytest.fixture
def remote(tmp_path: Path) -> Iterator[Remote]:
    tool("rsync")
    clone = county(tmp_path / "county", "gitlab")
    (tmp_path / "www").mkdir()
    public = tmp_path / "www" / "mulu"
    bare = tmp_path / "mulu.git"
    git(tmp_path, "init", "-q", "--bare", str(bare))
    hook = (STARTER / "server" / "post-receive").read_text(encoding="utf-8")
    tools = program(tmp_path / "tools")
    for was, now in (("/srv/www/mulu", str(public)), ("/opt/gongkai/bin", str(tools))):
        assert hook.count(was) == 1
        hook = hook.replace(was, now)
    (bare / "hooks" / "post-receive").write_text(hook, encoding="utf-8")
    (bare / "hooks" / "post-receive").chmod(0o755)
    git(clone, "remote", "add", "origin", str(bare))
    with nginx(tmp_path / "nginx", public) as address:
        yield Remote(clone, public, address)


def test_from_merge_to_public_and_back(remote: Remote) -> None:
    (remote.clone / "README.md").write_text("目录\n", encoding="utf-8")
    assert "已发布 000001" in remote.merge("readme")
    first = remote.page()
    assert "20个工作日内" in first and NEW not in first

    adjust(remote.clone)  # approved by nobody yet
    said = remote.merge("time limit")
    assert "H110" in said and "已发布" not in said
    assert remote.page() == first

    approve(remote.clone, "2026.2", "2026-04-01")
    (remote.clone / "README.md").write_text("目录。\n", encoding="utf-8")
    assert "已发布 000002" in remote.merge("readme")
    second = remote.page()
    assert NEW in second

    adjust(remote.clone, ADJUSTMENT.replace("reason:", "reason："))  # breaks the catalogue
    said = remote.merge("broken")
    assert "zhaosheng-zhengce.yaml" in said and "Traceback" not in said
    assert remote.page() == second
    assert [path.name for path in sorted(remote.public.with_name("mulu.published").glob("0*")) if path.is_dir()] == ["000001", "000002"]

    back = gongkai("rollback", str(remote.public), cwd=remote.clone)
    assert back.returncode == 0, back.stderr
    assert remote.page() == first


def test_other_branches_publish_nothing(remote: Remote) -> None:
    done = execute(remote.clone, {}, "git push origin main:refs/heads/gaishixian")
    assert done.returncode == 0 and "已发布" not in done.stdout
    assert not remote.public.exists()
    with pytest.raises(urllib.error.HTTPError):
        remote.page()


def test_what_nginx_says_with_each_answer(remote: Remote, browser: Any) -> None:
    (remote.clone / "README.md").write_text("目录\n", encoding="utf-8")
    remote.merge("readme")
    style = re.search(r'href="\.\./\.\./(assets/gongkai\.css\?v=\w+)"', remote.page())
    assert style
    for url, kind, cache in (("", "text/html", "no-cache"), (PAGE, "text/html", "no-cache"), ("api/v1/index.json", "application/json", "no-cache"), (style[1], "text/css", "public, max-age=86400")):
        with urllib.request.urlopen(remote.address + url, timeout=10) as answer:
            headers = answer.headers
        assert headers["Content-Type"] == f"{kind}; charset=utf-8"
        assert headers["Cache-Control"] == cache
        assert "default-src 'self'" in headers["Content-Security-Policy"] and "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "nginx/" not in headers["Server"]
    with pytest.raises(urllib.error.HTTPError) as missing:
        remote.page("items/none.html")
    assert missing.value.code == 404 and "Content-Security-Policy" in missing.value.headers
    assert "</html>" in missing.value.read().decode(), "the site's own page"
    for request in (urllib.request.Request(remote.address, b"x", method="POST"), urllib.request.Request(f"{remote.address}.lock")):
        with pytest.raises(urllib.error.HTTPError):
            urllib.request.urlopen(request, timeout=10)

    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
    for url in ("index.html", PAGE, "search.html?q=招生", "domains/yiwu-jiaoyu.html", "about/edition.html"):
        page.goto(remote.address + url)
    page.goto(f"{remote.address}search.html?q=招生")
    page.get_by_text("招生政策").first.wait_for()
    page.close()
    assert refused == [], "the policy refuses nothing that the site needs"


def test_the_publishing_job_of_github_over_ssh(tmp_path: Path) -> None:
    """The steps of publish.yml as they stand, the key and the host key as text in variables; an unknown host gets nothing."""
    folder = county(tmp_path / "county", "github")
    (tmp_path / "www").mkdir()
    public = tmp_path / "www" / "mulu"
    with sshd(tmp_path / "sshd") as server:
        values = {
            "vars.GONGKAI_TARGET": f"{server.host}:{public}",
            "vars.GONGKAI_PORT": str(server.port),
            "vars.GONGKAI_KNOWN_HOSTS": server.known_hosts.read_text(),
            "secrets.GONGKAI_SSH_KEY": server.key.read_text().replace("\n", "\r\n"),  # pasted on Windows
        }
        ran = github_job(folder, "publish.yml", "publish", values)
        assert ran.status == 0, ran.printed
        assert "已发布 000001" in ran.printed and (public / PAGE).exists()
        assert "PRIVATE KEY" not in ran.printed
        (folder / "README.md").write_text("目录\n", encoding="utf-8")
        commit(folder, "readme")
        for name, value in (("vars.GONGKAI_KNOWN_HOSTS", ""), ("vars.GONGKAI_KNOWN_HOSTS", "[127.0.0.1]:1 ssh-ed25519 AAAA\n")):
            ran = github_job(folder, "publish.yml", "publish", {**values, name: value})
            assert ran.status != 0 and "已发布" not in ran.printed
        adjust(folder)
        commit(folder, "time limit")
        ran = github_job(folder, "publish.yml", "publish", values)
        assert ran.status != 0 and "H110" in ran.printed, "a publish with something pending is stopped by the real script"
        assert NEW not in (public / PAGE).read_text(encoding="utf-8")


def test_without_a_target_it_only_builds(tmp_path: Path) -> None:
    folder = county(tmp_path / "county", "github")
    ran = github_job(folder, "publish.yml", "publish", dict.fromkeys(("vars.GONGKAI_TARGET", "vars.GONGKAI_PORT", "vars.GONGKAI_KNOWN_HOSTS", "secrets.GONGKAI_SSH_KEY"), ""))
    assert ran.status == 0 and "只生成，不上传" in ran.printed
    assert (folder / "site" / "index.html").exists()
