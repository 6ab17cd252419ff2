"""What went wrong on the way to a server, in words that tell an editor what to do."""

from __future__ import annotations

from gongkai.problems import Trouble
from gongkai.publishing.place import Place

_REASONS = {
    "missing": ("{place}那里没有 {detail}。", "在那台机器上安装，例如 sudo apt-get install rsync util-linux。"),
    "parent": ("没有“{path}”上面一级的文件夹。", "核对路径；路径没写错，就先在那里建好上一级文件夹，并交给发布用的账号。"),
    "taken": ("“{path}”已经有内容，而且不是由 gongkai publish 发布的，不敢覆盖。", "换一个路径；或者先把原来的文件夹改名，再发布。"),
    "denied": ("没有权限在“{path}”旁边写文件。", "请管理员把上一级文件夹交给发布用的账号（chown）。"),
    "busy": ("另一次发布一直没有结束，没有等到。", "过几分钟再试；确实没有人在发布，多半是上一次断了网，服务器稍后会自己放开。"),
    "incomplete": ("上传得不完整：服务器上只有{detail}个文件。", "再发布一次；如果还这样，看看服务器的磁盘是不是满了。"),
    "none": ("“{path}”那里还没有发布过网站。", "核对路径；第一次用 gongkai publish 发布。"),
    "first": ("没有更早的版本可以退回。", "用 gongkai rollback --list 看看留着哪些版本。"),
    "unknown": ("没有这个编号的版本。", "用 gongkai rollback --list 看看留着哪些版本。"),
}
"""What `server.sh` says when it stops."""

_SYMPTOMS = {
    "Host key verification failed": ("不认识这台服务器：它的主机密钥不在 known_hosts 里，或者和记录的不一样。", "向管理员核对主机密钥的指纹，把公钥写进 known_hosts 文件，用 --known-hosts 指明。如果以前连得上，先弄清密钥为什么变了。"),
    "Permission denied": ("服务器不让登录。", "核对用户名和密钥：公钥要在服务器那个账号的 authorized_keys 里，私钥用 --key 指明；这里不能输入密码。"),
    "UNPROTECTED PRIVATE KEY": ("私钥文件别人也能读，ssh 不肯用。", "运行 chmod 600 私钥文件。"),
    "Could not resolve hostname": ("找不到这台服务器。", "核对服务器的名称。"),
    "Connection refused": ("服务器没有在这个端口上等连接。", "核对服务器和端口（--port）。"),
    "timed out": ("连不上服务器。", "检查网络和防火墙，再试一次。"),
    "No space left on device": ("磁盘满了。", "腾出地方，或者用 --keep 少留几个版本。"),
    "command not found": ("服务器上缺少要用的程序。", "在服务器上安装 rsync。"),
}
"""What ssh and rsync write."""


def refusal(place: Place, words: list[str]) -> Trouble:
    """What `server.sh` meant by ``error …``."""
    reason, detail = (words[1] if len(words) > 1 else ""), " ".join(words[2:])
    message, remedy = _REASONS.get(reason, (f"发布没有完成（{' '.join(words)}）。", "再试一次。"))
    return Trouble(message.format(place=place, path=place.path, detail=detail), remedy)


def failure(place: Place, what: str, errors: str) -> Trouble:
    """Why ``what`` ended before its time, from what was written as error."""
    for symptom, (message, remedy) in _SYMPTOMS.items():
        if symptom in errors:
            return Trouble(f"{what}“{place}”没有成功：{message}", remedy)
    last = errors.splitlines()[-1] if errors else "连接断了"
    return Trouble(f"{what}“{place}”没有成功：{last}", "检查网络，再试一次。")
