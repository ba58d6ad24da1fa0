"""Values that no field takes, over REST, of every type: refused with a sentence, nothing saved."""

import json

import pytest
import transaction
from case_steps import malformed, refused
from every_type import bare, container, fields, is_lines, is_rows, is_text, row, tokens, types

WRONG = "no-such-token"
CHINESE = range(0x4E00, 0xA000)


def client_of(rest, manager, portal_type):
    return rest("handler1") if portal_type == "Complaint" else manager


def saved(types_):
    """The types that are made by REST without a file."""
    return [name for name in types_ if name != "DocumentTemplate"]


@pytest.fixture
def everything(site):
    """How much there is of everything."""

    def count():
        transaction.begin()
        catalog = site.portal_catalog
        # an empty question finds nothing, so the catalogue itself is asked
        return len(catalog._catalog)

    return count


def said(answer):
    """The sentence of a 400, which is Chinese and no traceback."""
    message = malformed(answer)
    assert any(ord(char) in CHINESE for char in message), message
    assert "Traceback" not in message
    return message


class Refuses:
    """Posts a type with one wrong value; everything that was wrongly taken is named at the end."""

    def __init__(self, rest, manager, case):
        self.rest, self.manager, self.case = rest, manager, case
        self.wrong = []

    def __call__(self, portal_type, **values):
        client = client_of(self.rest, self.manager, portal_type)
        answer = client.post(container(self.case, portal_type), bare(portal_type, **values))
        if answer.status_code != 400:
            self.wrong.append((portal_type, values, answer.status_code, answer.text[:300]))
            return ""
        return said(answer)


@pytest.fixture
def refuses(rest, manager, case):
    return Refuses(rest, manager, case)


class TestChoices:
    def test_every_wrong_token(self, refuses, everything):
        before, asked = everything(), 0
        for portal_type in saved(types()):
            for name, field in fields(portal_type).items():
                if tokens(field):
                    asked += 1
                    value = [tokens(field)[0], WRONG] if hasattr(field, "value_type") else WRONG
                    assert WRONG in refuses(portal_type, **{name: value}) or refuses.wrong
                elif is_rows(field):
                    for column, each in field.columns().items():
                        if tokens(each):
                            asked += 1
                            refuses(portal_type, **{name: [{column: WRONG}]})
        assert refuses.wrong == []
        assert asked > 50
        assert everything() == before

    def test_every_name_of_somebody_and_every_reference(self, refuses, everything):
        from tonghua.records.schema import IPerson, IPersons, IReference, IReferences

        before = everything()
        for portal_type in saved(types()):
            for name, field in fields(portal_type).items():
                if IPerson.providedBy(field) or IReference.providedBy(field):
                    refuses(portal_type, **{name: WRONG})
                elif IPersons.providedBy(field) or IReferences.providedBy(field):
                    refuses(portal_type, **{name: [WRONG]})
        assert refuses.wrong == []
        assert everything() == before


class TestRows:
    def tables(self):
        return [
            (portal_type, name, field)
            for portal_type in saved(types())
            for name, field in fields(portal_type, is_rows).items()
        ]

    def test_what_is_no_table(self, refuses, everything):
        before = everything()
        tables = self.tables()
        assert len(tables) >= 5
        for portal_type, name, _field in tables:
            for value in ("一行", 7, True, ["一行"], [7], [None], [["一", "二"]], {"n": 1}):
                refuses(portal_type, **{name: value})
            assert "颜色" in refuses(portal_type, **{name: [{"颜色": "红"}]})
        assert refuses.wrong == []
        assert everything() == before

    def test_a_cell_that_is_of_another_kind(self, refuses, everything):
        before = everything()
        for portal_type, name, field in self.tables():
            for column, each in field.columns().items():
                for value in ({"a": 1}, ["x"], 7 if is_text(each) else "不是这个"):
                    refuses(portal_type, **{name: [{column: value}]})
                if not is_text(each):
                    for value in ("1e999999999", "NaN", []):
                        refuses(portal_type, **{name: [{column: value}]})
        assert refuses.wrong == []
        assert everything() == before

    def test_half_a_row_is_kept_as_it_is(self, rest, manager, case):
        for portal_type, name, field in self.tables():
            client = client_of(rest, manager, portal_type)
            whole = row(field, "一")
            rows = [{column: value} for column, value in whole.items()] + [whole, {}]
            body = bare(portal_type, **{name: rows})
            made = client.made(container(case, portal_type), body)
            empty = dict.fromkeys(field.columns())
            found = client.get(made).json()[name]
            assert _plain(found) == [{**empty, **each} for each in rows], portal_type

    def test_lines_are_lines(self, refuses):
        for portal_type in saved(types()):
            for name in fields(portal_type, is_lines):
                for value in ([7], [["一"]], ["一\n二"], {"a": 1}):
                    refuses(portal_type, **{name: value})
        assert refuses.wrong == []


def _plain(rows):
    """Tokens without the titles that they are answered with."""
    return [
        {name: value["token"] if isinstance(value, dict) else value for name, value in each.items()}
        for each in rows
    ]


class TestKinds:
    def test_a_text_that_is_none(self, refuses, everything):
        before = everything()
        for portal_type in saved(types()):
            for name in fields(portal_type, is_text):
                for value in (7, ["一"], {"a": 1}, True):
                    refuses(portal_type, **{name: value})
        assert refuses.wrong == []
        assert everything() == before

    def test_numbers_without_end(self, refuses, everything):
        from zope.schema.interfaces import IDecimal, IInt

        before = everything()
        for portal_type in saved(types()):
            for name, field in fields(portal_type).items():
                if IDecimal.providedBy(field):
                    for value in ("1e999999999", "9" * 40, "1e-999999999", "NaN", -1):
                        refuses(portal_type, **{name: value})
                elif IInt.providedBy(field):
                    for value in (1.5, "七", -1, True):
                        refuses(portal_type, **{name: value})
        assert refuses.wrong == []
        assert everything() == before

    def test_json_without_end(self, manager, case):
        deep = "[" * 100_000 + "]" * 100_000
        for data in (f'{{"@type": "Filing", "title": {deep}}}', '{"@type": ' + "9" * 10_000 + "}"):
            answer = manager.http.post(case["url"], data=data.encode())
            assert "JSON" in said(answer) or "@type" in said(answer)


class TestMissing:
    """The table itself is walked in core, field by field; here every type is asked for it."""

    def test_every_empty_record_says_all_that_it_lacks(self, rest, manager, site, case):
        from tonghua.records.core.articles import article
        from tonghua.records.core.facts import FACTS_BY_TYPE, FACTS_OF_SUPERVISION
        from tonghua.records.core.mandatory import entries
        from tonghua.records.core.workflows import APPROVED_TYPES

        seen = set()
        for portal_type, kind in {**FACTS_BY_TYPE, **FACTS_OF_SUPERVISION}.items():
            made = manager.made(container(case, portal_type), bare(portal_type))
            now = manager.get(made).json()
            given = {
                name: now[name].get("token") if isinstance(now[name], dict) else now[name]
                for name in ("kind", "method", "mode", "outcome")
                if isinstance(now.get(name), (dict, str))
            }
            facts = kind(uid="x", **given)
            asked = [
                each
                for each in entries(portal_type)
                if each.is_asked_of(facts) and each.is_missing(facts)
            ]
            step = "submit" if portal_type in APPROVED_TYPES else "finalize"
            if not asked:
                continue
            seen.add(portal_type)
            answer = manager.post(f"{made}/@workflow/{step}", {"comment": "办理。"})
            message = refused_somehow(answer)
            for each in asked:
                assert str(each.name) in message, (portal_type, message)
                assert str(article(each.article).label) in message, (portal_type, message)
            assert manager.get(made).json()["review_state"] == "draft", portal_type
        # whose kind is chosen beforehand may lack nothing else; a decision is asked by DEC-1
        assert {*FACTS_BY_TYPE, *FACTS_OF_SUPERVISION} - seen <= {"ApplicationNotice", "Decision"}


def refused_somehow(answer):
    """The sentence of a 409, by whatever rule."""
    assert answer.status_code == 409, answer.text
    return refused(answer, rule=answer.json()["rule"])


class TestTwice:
    def test_the_same_sending_of_every_form_makes_one(self, rest, manager, site, case, everything):
        """The key of a page counts once; REST has no key, and two POSTs are two items."""
        from page_forms import carried

        for portal_type, kind in types().items():
            if portal_type == "DocumentTemplate":
                continue
            client = client_of(rest, manager, portal_type)
            http = client.http
            http.headers["Accept"] = "text/html"
            url = f"{client.url(container(case, portal_type))}/++add++{portal_type}"
            data = {**carried(http.get(url).text), "form.buttons.save": "1"}
            prefix = "form.widgets.IRecord." if kind == "RecordFTI" else "form.widgets."
            for name, value in bare(portal_type).items():
                if name != "@type":
                    own = prefix if name == "title" else "form.widgets."
                    data[own + name + (":list" if name == "kind" else "")] = value
            data[f"{prefix}confidentiality:list"] = "internal"
            before = everything()
            answers = [http.post(url, data=data) for _sending in range(2)]
            http.headers["Accept"] = "application/json"
            assert everything() == before + 1, (portal_type, answers[0].text[:200])
            assert answers[0].url.removesuffix("/view") == answers[1].url.removesuffix("/view")
            assert "已经提交过" in answers[1].text, portal_type

    def test_two_posts_are_two(self, manager, case):
        first, second = (manager.made(case["url"], bare("Filing")) for _post in range(2))
        assert first != second


class TestFormulas:
    @pytest.mark.parametrize("sign", list("=+-@"))
    def test_a_cell_is_text_whatever_it_begins_with(self, rest, manager, site, case, sign):
        from io import BytesIO

        from openpyxl import load_workbook

        formula = f"{sign}cmd|' /C calc'!A0"
        for portal_type in types():
            if portal_type == "DocumentTemplate" or container(case, portal_type) == case["url"]:
                continue
            client = client_of(rest, manager, portal_type)
            register = container(case, portal_type)
            client.made(register, bare(portal_type, title=formula))
            answer = client.http.get(client.url(f"{register}/@@xlsx"), headers={"Accept": "*/*"})
            cells = [
                cell for line in load_workbook(BytesIO(answer.content)).active for cell in line
            ]
            found = [cell for cell in cells if str(cell.value).startswith(formula)]
            assert found, portal_type
            for cell in found:
                assert cell.data_type in ("s", "inlineStr"), portal_type
                assert cell.quotePrefix or cell.style_id is not None


def test_bodies_are_json(manager, case):
    """A number that JSON has no name for is none."""
    data = json.dumps({"@type": "Decision", "title": "（示例）", "amount": float("nan")})
    said(manager.http.post(case["url"], data=data.encode()))
