"""``bin/records tick``: remind people of what has become due; for cron, every few minutes."""

from __future__ import annotations

import fcntl
from argparse import Namespace

from tonghua.records.commands.boot import site
from tonghua.records.commands.place import Place


def run(place: Place, given: Namespace) -> int:
    """Look at the cases whose moment has come; 1 where one could not be judged.

    A second run beside the first has nothing to do and says so.
    """
    place.enter("command")
    with open(place.run / "tick.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("另一次到期检查正在进行，本次不再重复。")
            return 0
        with site(place):
            from tonghua.records.supervision.mail import send_all
            from tonghua.records.supervision.tick import tick

            done = tick()
            sent = send_all()
    print(
        f"到期检查：查看案件{done.looked}件，重新计算{done.recounted}件，"
        f"提醒{done.told}条，邮件{sent}封，未能判断{done.failed}件。"
    )
    if done.failed:
        print(f"未能判断的案件见 {place.var / 'log' / 'command.log'}。")
    return 1 if done.failed else 0
