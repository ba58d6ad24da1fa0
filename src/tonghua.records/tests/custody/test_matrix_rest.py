"""The matrix of rights over REST: each act on each type in each state, by a person of each role.

The calls are made over HTTP and undone at their end. Allowed is an answer that does it, or a rule's
409; forbidden is a plain refusal that writes nothing.
"""

import pytest
from matrix_world import PEOPLE, expected, steps, walked
from undone import undone

from tonghua.records.core.matrix import ACTIONS, CASE, actions_of

#: what act() answers to whom a step is not offered
NOT_YOURS = "您不能办理"


#: asked in other ways: by the catalogue here, by what is told in test_informant
ELSEWHERE = {"search", "informant"}


def add(portal_type):
    def call(client, url, item):
        return client.post(url, {"@type": portal_type, "title": "（示例）"})

    return call


def edit(client, url, item):
    return client.patch(url, {"title": "（示例）改"})


def later(client, url, item):
    # a Decision has such fields; of others the name of none is refused once the right was judged
    return client.post(f"{url}/@later", {"published_where": "示例网站"})


def change(level):
    def call(client, url, item):
        return client.post(f"{url}/@confidentiality", {"level": level, "reason": "示例理由"})

    return call


def download(client, url, item):
    if item.type != "AudioVisual":
        return None
    return client.http.get(f"{url}/@@download/media", allow_redirects=False)


#: act → the call that it is over REST; None: the type has nothing of the kind
CALLS = {
    "view": lambda client, url, item: client.get(url),
    "download": download,
    "paper": lambda client, url, item: client.get(f"{url}/@paper"),
    "compliance": lambda client, url, item: client.get(f"{url}/@compliance"),
    "add": add("Filing"),
    "add_inside": add("Approval"),
    "add_review": add("LegalReview"),
    "add_volume": add("Volume"),
    "edit": edit,
    "make_paper": lambda client, url, item: client.post(f"{url}/@paper", {"formats": ["docx"]}),
    "sign": lambda client, url, item: client.post(
        f"{url}/@signatures", {"name": "示例人", "capacity": "party", "mode": "handwritten"}
    ),
    "later": later,
    "raise": change("privacy"),
    "lower": change("public"),
    "override": lambda client, url, item: client.post(
        f"{url}/@override", {"rule": "AV-12", "transition": "finalize", "reason": "示例理由"}
    ),
    "delete": lambda client, url, item: client.delete(url),
}


def test_every_act_has_its_call():
    assert {action.id for action in ACTIONS} == {*CALLS, *ELSEWHERE}


@pytest.mark.parametrize("who", PEOPLE)
class TestCells:
    def test_acts(self, rest, site, items, profile, who):
        client, wrong, cells = rest(who), [], 0
        with undone() as fate:
            for item in walked(items):
                url = f"{client.base}/{item.path}"
                for action in actions_of(profile, item.type):
                    if action.id in ELSEWHERE:
                        continue
                    fate.wrote = False
                    answer = CALLS[action.id](client, url, item)
                    if answer is None:
                        continue
                    cells += 1
                    if not good(answer, expected(profile, who, item, action), fate.wrote):
                        wrong.append((item.name, action.id, answer.status_code, said(answer)))
        assert wrong == []
        assert cells > 250

    def test_steps(self, rest, site, items, profile, who):
        client, wrong, cells = rest(who), [], 0
        with undone() as fate:
            # the steps of every kind of case: each has a workflow of its own
            for item in (each for each in items if each in walked(items) or is_case(profile, each)):
                for step in steps(profile, item):
                    fate.wrote = False
                    answer = client.post(
                        f"{client.base}/{item.path}/@workflow/{step.id}", {"comment": "示例理由"}
                    )
                    may = expected(profile, who, item, step)
                    cells += 1
                    if not good(answer, may, fate.wrote) or (may and NOT_YOURS in said(answer)):
                        wrong.append((item.name, step.id, answer.status_code, said(answer)))
        assert wrong == []
        assert cells > 50

    def test_search(self, rest, site, items, profile, who):
        view = next(action for action in ACTIONS if action.id == "search")
        client = rest(who)
        found = client.get("@search", b_size=1000, portal_type=sorted(profile.types)).json()
        seen = {each["@id"].removeprefix(f"{client.base}/") for each in found["items"]}
        for item in items:
            assert (item.path in seen) == expected(profile, who, item, view), item.name


def is_case(profile, item):
    return profile.types[item.type][0] == CASE


def good(answer, may, wrote):
    """Whether an answer is what somebody who may, or may not, should get."""
    if may:
        return answer.status_code in (200, 201, 204, 409) or (
            # judged by its body, after the right to it
            answer.status_code == 400 and "不是定稿后可以补写的栏目" in said(answer)
        )
    return answer.status_code in (401, 403, 404, 409) and not wrote


def said(answer):
    """The message of a refusal."""
    try:
        return answer.json().get("message") or ""
    except ValueError:
        return answer.text[:90]
