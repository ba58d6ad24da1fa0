"""What is missing is refused when a record is finalized or submitted (core.mandatory)."""

from case_steps import DAY, chain, content, filing, inspection, refused, register, sign

from tonghua.records.core.facts import FACTS_BY_TYPE
from tonghua.records.core.mandatory import entries, types

WHOLE = {
    "occurred_start": f"{DAY}T10:00:00+08:00",
    "occurred_end": f"{DAY}T11:00:00+08:00",
    "place": "示例询问室",
    "interviewee": "示例人",
    "relation": "当事人的法定代表人",
    "rights_told": ["statement", "defence", "recusal"],
    "questions": [{"question": "听清了吗？", "answer": "听清了。"}],
}


def finalize(rest, record):
    return rest("handler1").post(f"{record}/@workflow/finalize")


class TestInterview:
    def test_empty_one_is_not_final(self, rest, case):
        handler = rest("handler1")
        made = handler.made(case["url"], {"@type": "Interview", "title": "询问笔录"})
        said = refused(finalize(rest, made), article=11)
        assert said == (
            "第十条、第十一条：《询问笔录》还缺：开始时间、结束时间、地点、被询问人、"
            "被询问人的身份和与本案的关系、已告知的权利、问答、记录人。请补充后再定稿。"
        )
        assert handler.get(made).json()["review_state"] == "draft"
        # what is missing is written, and the next rule asks
        half = {**WHOLE, "recorder": case["officers"][1]}
        half["questions"] = [*WHOLE["questions"], {"question": "还有补充吗？", "answer": ""}]
        assert handler.patch(made, half).status_code == 204
        said = refused(finalize(rest, made), article=11)
        assert said == "第十一条：《询问笔录》的问答第2行缺答。请补充后再定稿。"
        assert handler.patch(made, {"questions": WHOLE["questions"]}).status_code == 204
        refused(finalize(rest, made), rule="OFF-1", article=9)

    def test_whole_one_becomes_final(self, rest, case):
        made = rest("handler1").made(
            case["url"],
            {
                "@type": "Interview",
                "title": "询问笔录",
                **WHOLE,
                "recorder": case["officers"][1],
                "officers": case["officers"],
                "parties": [case["party"]],
                "credentials_shown": True,
                "credentials_shown_at": f"{DAY}T10:01:00+08:00",
            },
        )
        for name in ("示例甲", "示例乙"):
            sign(rest, made, name, "officer")
        sign(rest, made, "示例人", "interviewee")
        assert finalize(rest, made).status_code == 200


class TestEveryRecord:
    def test_chain_begins_with_a_whole_record(self, rest, case):
        made = filing(rest, case, facts="")
        answer = rest("handler1").post(f"{made}/@workflow/submit", {"comment": "建议立案。"})
        assert "还缺：简要情况。请补充后再提交。" in refused(answer, article=8)
        rest("handler1").patch(made, {"facts": "初查"})
        chain(rest, made)

    def test_backfilled_later(self, rest, case):
        made = inspection(rest, case, backfilled=True)
        refused(finalize(rest, made), article=5, words="补录原因")
        rest("handler1").patch(made, {"backfill_reason": "现场没有网络。"})
        refused(finalize(rest, made), rule="OFF-3")

    def test_correction_says_why(self, rest, case):
        old = filing(rest, case)
        chain(rest, old)
        new = filing(rest, case, supersedes=old)
        answer = rest("handler1").post(f"{new}/@workflow/submit", {"comment": "更正。"})
        refused(answer, article=30, words="更正的原因")

    def test_complaint_is_not_concluded_without_a_reason(self, rest, office):
        handler = rest("handler1")
        made = handler.made(
            "complaints",
            {
                "@type": "Complaint",
                "title": "（示例）来信举报",
                "channel": "letter",
                "received_at": f"{DAY}T10:00:00+08:00",
                "content": "示例内容",
                "real_name": False,
            },
        )
        answer = handler.post(f"{made}/@workflow/conclude", {"comment": "作出结论。"})
        assert refused(answer, article=8) == (
            "第八条：投诉举报登记还缺：结论、审查意见和理由。请补充后再作出结论。"
        )
        handler.patch(made, {"conclusion": "filed", "conclusion_reason": "需要查处。"})
        assert handler.step(made, "conclude", "作出结论。")["review_state"] == "concluded"

    def test_next_step_of_the_case_is_to_complete_it(self, rest, site, office):
        from plone.app.testing import login

        from tonghua.records.cases.next_steps import next_steps_of

        case = register(rest, office)
        filing(rest, case, clue="")
        login(site, "handler1")
        first = next_steps_of(content(site, case["url"]))[0]
        assert first.title == "补充《立案审批表》"
        assert first.why == "第八条：《（示例）立案审批表》还缺：线索来源和内容。请补充后再提交。"
        assert first.url.endswith("/edit")

    def test_every_field_of_the_table_is_in_the_schema(self, site):
        from plone.dexterity.utils import iterSchemataForType

        installed = set(site.portal_types.objectIds())
        for kind in types():
            if kind not in installed:
                continue
            known = {name for schema in iterSchemataForType(kind) for name in schema}
            for each in entries(kind):
                used = {*each.fields, *each.only, *each.unless, each.with_field} - {""}
                assert used <= known, kind
                for column in each.columns:
                    (rows,) = (
                        schema[each.fields[0]]
                        for schema in iterSchemataForType(kind)
                        if each.fields[0] in schema
                    )
                    assert column.field in rows.value_type.schema, (kind, column.field)
        assert installed & set(FACTS_BY_TYPE)
