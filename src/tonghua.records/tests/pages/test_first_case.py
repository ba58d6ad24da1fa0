"""The first case in the browser, step by step, without REST and without scripts."""

from datetime import datetime

from case_steps import DAY, MEDIA, TODAY, YEAR, ZONE
from page_forms import approve, made, sign, take


class TestFirstCase:
    def test_whole_case(self, browser, case, office, site):
        handler = browser("handler1")
        party = uid_of(site, case, "Party")
        officers = [office["first"].UID(), office["second"].UID()]

        filing = made(
            handler, case, "Filing", title="（示例）立案审批表", clue="举报", facts="初查"
        )
        approve(browser, filing)
        take(handler, case, "file")
        assert f"示例罚立〔{YEAR}〕1号" in handler.contents
        take(handler, case, "investigate")

        scene = made(
            handler,
            case,
            "SceneInspection",
            title="（示例）现场检查笔录",
            occurred_start=f"{DAY}T10:00",
            occurred_end=f"{DAY}T11:00",
            place="示例路1号",
            officers=officers,
            parties=[party],
            credentials_shown=True,
            credentials_shown_at=f"{DAY}T10:01",
            inspected="示例文化传播有限公司",
            witness="示例见证人",
            situation="客观记载。",
        )
        made(
            handler,
            case,
            "AudioVisual",
            title="（示例）录像",
            kind=["video"],
            captured_start=f"{DAY}T10:00",
            captured_end=f"{DAY}T11:00",
            about=[uid_of(site, case, "SceneInspection")],
            media=((MEDIA / "c1-scene.mp4").read_bytes(), "c1-scene.mp4"),
        )
        for name, capacity in (
            ("示例甲", "officer"),
            ("示例乙", "officer"),
            ("示例人", "party"),
            ("示例见证人", "witness"),
        ):
            sign(handler, scene, name, capacity)
        take(handler, scene, "finalize")

        take(handler, case, "give_notice")
        notice = made(
            handler,
            case,
            "RightsNotice",
            title="（示例）行政处罚事先告知书",
            kind=["prior_notice"],
            told=["statement", "defence", "recusal", "hearing"],
            how=["written"],
            facts="事实",
            reasons="理由",
            basis="依据",
            proposed="拟处罚款",
            proposed_kinds=["fine"],
            proposed_amount="50,000.50",
            parties=[party],
        )
        approve(browser, notice)
        # told, and nothing to plead: only so may be decided on the same day
        sign(handler, notice, "示例人", "party")
        said = datetime.now(ZONE).strftime("%Y-%m-%dT%H:%M")
        waiver = made(
            handler,
            case,
            "Statement",
            title="（示例）陈述申辩笔录（放弃）",
            waived=True,
            opinion="放弃陈述、申辩，不要求听证。",
            occurred_start=said,
            place="示例路1号",
            officers=officers,
            parties=[party],
            credentials_shown=True,
            credentials_shown_at=said,
        )
        for name, capacity in (("示例甲", "officer"), ("示例乙", "officer"), ("示例人", "party")):
            sign(handler, waiver, name, capacity)
        take(handler, waiver, "finalize")
        take(handler, case, "review")
        take(handler, case, "decide")
        decision = made(
            handler,
            case,
            "Decision",
            title="（示例）行政处罚决定书",
            kind=["penalty"],
            facts="事实",
            evidence="证据",
            reasons="理由",
            basis="依据",
            content="处罚款人民币伍万元整。",
            performance="十五日内缴纳。",
            remedies="六十日内申请行政复议，六个月内提起行政诉讼。",
            penalty_kinds=["fine"],
            amount="50000.50",
            parties=[party],
            confidentiality=["public"],
        )
        approve(browser, decision)
        handler.open(decision)
        assert f"示例罚〔{YEAR}〕1号" in handler.contents
        assert "50,000.50" in handler.contents
        assert "同意。" in handler.contents

        take(handler, case, "serve")
        receipt = made(
            handler,
            case,
            "DeliveryReceipt",
            title="（示例）送达回证",
            served=[uid_of(site, case, "Decision")],
            recipient="示例文化传播有限公司",
            method=["direct"],
            place="示例路1号",
            outcome=["served"],
            servers=officers,
            signer_name="示例人",
            signer_relation=["legal_representative"],
            signed_at=f"{TODAY}T00:01",
            parties=[party],
        )
        for name, capacity in (
            ("示例甲", "server"),
            ("示例乙", "server"),
            ("示例人", "recipient"),
        ):
            sign(handler, receipt, name, capacity)
        take(handler, receipt, "finalize")
        handler.open(case)
        assert "3/3" in handler.contents
        assert "不符合" in handler.contents


def uid_of(site, case, portal_type):
    """The UID of the newest item of a type in the case."""
    import transaction

    transaction.begin()
    folder = site["cases"][case.rsplit("/", 1)[-1]]
    found = [item for item in folder.objectValues() if item.portal_type == portal_type]
    return max(found, key=lambda item: item.created()).UID()
