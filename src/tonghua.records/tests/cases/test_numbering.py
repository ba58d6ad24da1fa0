"""Numbers (文号): unique and without gaps, also when many file at once and when some of it fails."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
import transaction
from case_steps import (
    PARTY,
    TODAY,
    YEAR,
    chain,
    content,
    decision,
    file_case,
    filing,
    notice,
    receipt_body,
    refused,
    register,
    sign,
    told,
)

AT_ONCE = 12


def at_once(act, things):
    """Let one thread a thing do the same; the results in their order."""
    with ThreadPoolExecutor(len(things)) as threads:
        return list(threads.map(act, things))


def sequence(site, kind, year=YEAR):
    """The sequence of a class as the database has it now."""
    from tonghua.records.cases.numbering import register as numbers

    transaction.begin()
    site._p_jar.sync()
    return numbers().sequence(kind, year)


def numbers_of(rest, urls):
    return [rest("handler1").get(url).json()["number"] for url in urls]


class TestAtOnce:
    def test_many_cases_filed_at_once(self, rest, site, office):
        cases = [register(rest, office, title=f"（示例）第{n}案") for n in range(AT_ONCE)]
        for case in cases:
            chain(rest, filing(rest, case))
        urls = [case["url"] for case in cases]
        answers = at_once(lambda url: rest("handler1").post(f"{url}/@workflow/file"), urls)
        assert [answer.status_code for answer in answers] == [200] * AT_ONCE
        expected = {f"示例罚立〔{YEAR}〕{n}号" for n in range(1, AT_ONCE + 1)}
        assert set(numbers_of(rest, urls)) == expected
        kept = sequence(site, "罚立")
        assert (kept.last, dict(kept.voided)) == (AT_ONCE, {})

    def test_decisions_approved_at_once(self, rest, site, office):
        cases = [register(rest, office, title=f"（示例）第{n}案") for n in range(6)]
        for case in cases:
            told(rest, case)
        made = [decision(rest, case) for case in cases]
        for url in made:
            rest("handler1").step(url, "submit", "建议处罚。")
            rest("reviewer1").step(url, "endorse")
        answers = at_once(
            lambda url: rest("approver1").post(f"{url}/@workflow/approve", {"comment": "批准。"}),
            made,
        )
        assert [answer.status_code for answer in answers] == [200] * 6
        assert set(numbers_of(rest, made)) == {f"示例罚〔{YEAR}〕{n}号" for n in range(1, 7)}
        # the paper carries the number that the record has, also of a request that was tried again
        for url, number in zip(made, numbers_of(rest, made), strict=True):
            papers = rest("handler1").get(f"{url}/@paper").json()["items"]
            assert [paper["draft"] for paper in papers] == [True, False]
            assert number in docx_text(rest, url, papers[-1]["version"])
        assert sequence(site, "罚").last == 6

    def test_cases_registered_at_once(self, rest, office):
        made = at_once(
            lambda n: register(rest, office, title=f"（示例）第{n}案")["url"], list(range(8))
        )
        assert len(set(made)) == 8
        assert rest("handler1").get("cases").json()["items_total"] == 8


class TestFailing:
    def test_refused_step_takes_no_number(self, rest, site, office):
        case = register(rest, office, section="综合科（示例）")
        refused(rest("handler1").post(f"{case['url']}/@workflow/file"), rule="SCOPE-1")
        assert sequence(site, "罚立").last == 0
        good = register(rest, office)
        rest("handler1").step(good["url"], "file")
        assert numbers_of(rest, [good["url"]]) == [f"示例罚立〔{YEAR}〕1号"]

    def test_failing_transaction_gives_its_number_back(self, rest, site, case):
        from tonghua.records.cases.numbering import take

        transaction.begin()
        assert take("罚立", YEAR) == 1
        transaction.abort()
        assert sequence(site, "罚立").last == 0
        transaction.begin()
        assert take("罚立", YEAR) == 1
        transaction.get().addBeforeCommitHook(_fail)
        with pytest.raises(RuntimeError):
            transaction.commit()
        transaction.abort()
        assert sequence(site, "罚立").last == 0
        rest("handler1").step(case["url"], "file")
        assert numbers_of(rest, [case["url"]]) == [f"示例罚立〔{YEAR}〕1号"]

    def test_paper_that_cannot_be_made_leaves_no_gap(self, rest, site, manager, case):
        """Approving fails at its paper, after the number was taken."""
        told(rest, case)
        made = decision(rest, case)
        rest("handler1").step(made, "submit", "建议处罚。")
        rest("reviewer1").step(made, "endorse")
        template = "templates/penalty_decision"
        manager.step(template, "retire", "")
        answer = rest("approver1").post(f"{made}/@workflow/approve", {"comment": "批准。"})
        refused(answer, article=18, words="模板")
        now = rest("handler1").get(made).json()
        assert (now["review_state"], now["number"]) == ("in_approval", None)
        assert sequence(site, "罚").last == 0
        inside = rest("handler1").get(case["url"], b_size=50).json()["items"]
        # that of the notice alone
        assert [item["@type"] for item in inside].count("Approval") == 1
        manager.step(template, "reactivate", "")
        rest("approver1").step(made, "approve", "批准。")
        assert numbers_of(rest, [made]) == [f"示例罚〔{YEAR}〕1号"]

    def test_two_classes_in_one_transaction(self, site):
        from tonghua.records.cases.numbering import take

        transaction.begin()
        taken = [take("罚立", YEAR), take("罚", YEAR), take("罚立", YEAR)]
        transaction.commit()
        assert taken == [1, 1, 2]
        assert (sequence(site, "罚立").last, sequence(site, "罚").last) == (2, 1)
        transaction.begin()
        assert [take("罚立", YEAR), take("罚", YEAR)] == [3, 2]
        transaction.abort()
        assert (sequence(site, "罚立").last, sequence(site, "罚").last) == (2, 1)

    def test_number_overtaken_by_another_process_is_voided_with_its_reason(self, site):
        from tonghua.records.cases.numbering import UNUSED, take

        transaction.begin()
        assert take("罚", YEAR) == 1
        _take_as_another_process(site, "罚")
        transaction.abort()
        kept = sequence(site, "罚")
        assert (kept.last, dict(kept.voided)) == (2, {1: UNUSED})
        transaction.begin()
        assert take("罚", YEAR) == 3
        transaction.commit()

    def test_years_count_by_themselves(self, site):
        from tonghua.records.cases.numbering import take

        transaction.begin()
        assert [take("罚", YEAR), take("罚", YEAR + 1), take("罚", YEAR)] == [1, 1, 2]
        transaction.commit()


def _fail():
    raise RuntimeError("the commit fails")


def _take_as_another_process(site, kind):
    """Another client takes the next number and commits, without our lock."""
    from tonghua.records.cases.numbering import register as numbers
    from tonghua.records.core.numbering import take

    here = numbers()
    manager = transaction.TransactionManager()
    connection = here._p_jar.db().open(transaction_manager=manager)
    kept = connection.get(here._p_oid)
    after, _number = take(kept.sequence(kind, YEAR))
    kept.keep(kind, YEAR, after)
    manager.commit()
    connection.close()


class TestOnce:
    """A number is taken by the act that makes the paper official, and by no other."""

    def test_case_at_file(self, rest, case):
        handler = rest("handler1")
        assert handler.get(case["url"]).json()["number"] is None
        file_case(rest, case)
        first = handler.get(case["url"]).json()["number"]
        assert first == f"示例罚立〔{YEAR}〕1号"
        handler.step(case["url"], "return_to_registered", "立案材料有误。")
        handler.step(case["url"], "file")
        assert handler.get(case["url"]).json()["number"] == first

    def test_numbers_are_not_typed(self, rest, case):
        made = decision(rest, case, number="罚1号")
        rest("handler1").patch(made, {"number": "罚2号"})
        rest("handler1").patch(case["url"], {"number": "案3号"})
        assert numbers_of(rest, [made, case["url"]]) == [None, None]

    def test_chained_record_at_approve(self, rest, case):
        made = notice(rest, case)
        for who, step in (("handler1", "submit"), ("reviewer1", "endorse")):
            rest(who).step(made, step)
            assert numbers_of(rest, [made]) == [None]
        rest("reviewer1").post(f"{made}/@workflow/send_back", {"comment": "x"})
        rest("approver1").step(made, "approve")
        assert numbers_of(rest, [made]) == [f"示例罚告〔{YEAR}〕1号"]

    def test_record_without_a_chain_at_its_first_signature(self, rest, case):
        told = notice(rest, case)
        chain(rest, told)
        made = rest("handler1").made(case["url"], receipt_body(case, [told]))
        assert numbers_of(rest, [made]) == [None]
        sign(rest, made, "示例甲", "server")
        assert numbers_of(rest, [made]) == [f"示例送〔{YEAR}〕1号"]
        sign(rest, made, "示例乙", "server")
        assert numbers_of(rest, [made]) == [f"示例送〔{YEAR}〕1号"]

    def test_draft_that_is_deleted_had_none(self, rest, site, case):
        made = decision(rest, case)
        rest("handler1").delete(made)
        assert sequence(site, "罚").last == 0


def docx_text(rest, record, version):
    """All text of a version: paragraphs, tables, headers and footers."""
    from docx import Document

    answer = rest("handler1").get(f"{record}/@paper/{version}/docx")
    assert answer.status_code == 200
    document = Document(io.BytesIO(answer.content))
    parts = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.even_page_header):
            parts.append(part._element)
        for part in (section.footer, section.first_page_footer, section.even_page_footer):
            parts.append(part._element)
    return "".join(text for part in parts for text in part.itertext())


class TestDraftPaper:
    @pytest.mark.parametrize(
        ("make", "blank"),
        [
            (decision, f"示例罚〔{YEAR}〕　号"),
            (notice, f"示例罚告〔{YEAR}〕　号"),
        ],
    )
    def test_room_for_the_number_and_the_word_draft(self, rest, case, make, blank):
        if make is decision:
            told(rest, case)
        made = make(rest, case)
        rest("handler1").post(f"{made}/@paper", {"formats": ["docx"]})
        text = docx_text(rest, made, 1)
        assert blank in text
        assert "草稿" in text
        assert PARTY in text
        chain(rest, made)
        text = docx_text(rest, made, len(rest("handler1").get(f"{made}/@paper").json()["items"]))
        assert blank.replace("　", "1") in text
        assert "草稿" not in text

    def test_unnumbered_kind(self, rest, case):
        made = filing(rest, case)
        rest("handler1").post(f"{made}/@paper", {"formats": ["docx"]})
        text = docx_text(rest, made, 1)
        assert "草稿" in text
        assert "　号" not in text


class TestImport:
    def test_import_lifts_the_sequences(self, rest, site, office):
        from pathlib import Path

        from case_steps import MEDIA
        from plone import api

        from tonghua.records.exchange.importing import import_file
        from tonghua.records.office import settings

        settings().number_patterns = {
            "罚立": "通志办罚立〔{year}〕{n}号",
            "罚告": "通志办罚告〔{year}〕{n}号",
            "罚": "通志办罚〔{year}〕{n}号",
            "送": "通志办送〔{year}〕{n}号",
        }
        with api.env.adopt_roles(["Manager"]):
            report = import_file(site, Path(MEDIA).parent / "first-case.json")
        assert report.ok
        transaction.commit()
        assert sequence(site, "罚", 2026).last == 3
        assert dict(sequence(site, "罚", 2026).voided) == {}
        if YEAR == 2026:
            case = register(rest, office)
            told(rest, case)
            made = decision(rest, case)
            chain(rest, made)
            assert numbers_of(rest, [made]) == ["通志办罚〔2026〕4号"]

    def test_import_keeps_a_number_of_another_pattern(self, site):
        from tonghua.records.cases.numbering import lift_to

        lift_to("罚", "某某罚字（2020）第001号")
        lift_to("罚", None)
        lift_to("无此类", "示例罚〔2026〕9号")
        transaction.commit()
        assert sequence(site, "罚").last == 0


def test_found_by_number(rest, case):
    """A case and a record are found by their numbers."""
    file_case(rest, case)
    told(rest, case)
    made = decision(rest, case)
    chain(rest, made)
    for start, url in (("示例罚立", case["url"]), ("示例罚", made)):
        for query in (
            {"number": f"{start}〔{YEAR}〕1号"},
            {"SearchableText": f"{start} {YEAR} 1号"},
        ):
            found = rest("handler1").get("@search", **query).json()["items"]
            assert url in [item["@id"] for item in found], query


def test_class_without_a_pattern_gives_no_number(rest, site, case):
    from tonghua.records.office import settings

    settings().number_patterns = {}
    transaction.commit()
    told(rest, case)
    made = decision(rest, case)
    chain(rest, made)
    assert numbers_of(rest, [made]) == [None]
    assert content(site, made).decided_at.date() == TODAY
