"""``bin/records tick`` as cron runs it: beside the serving site, also twice at once."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

from live import LiveSite

DONE = re.compile(r"查看案件(\d+)件.*提醒(\d+)条.*未能判断(\d+)件")
BUSY = "另一次到期检查正在进行"


def test_two_at_once_and_one_after(live_site: LiveSite) -> None:
    with ThreadPoolExecutor(2) as pool:
        together = list(pool.map(lambda _n: live_site.records("tick"), range(2)))
    assert [each.returncode for each in together] == [0, 0], together
    done = [found for each in together if (found := DONE.search(each.stdout))]
    assert done
    assert all(DONE.search(each.stdout) or BUSY in each.stdout for each in together)
    again = live_site.records("tick")
    looked, told, failed = map(int, DONE.search(again.stdout).groups())
    assert (looked, told, failed) == (0, 0, 0)
