"""须告知听证？ a person answers it on the notice where the office has set no amount (HRG-1)."""

import transaction
from case_steps import chain, decision, notice, refused, told

QUIET = {"told": ["statement", "defence", "recusal"]}


def submit(rest, record):
    return rest("handler1").post(f"{record}/@workflow/submit", {"comment": "建议处罚。"})


def test_a_notice_is_not_submitted_before_it_is_answered(rest, case):
    handler = rest("handler1")
    made = notice(rest, case, **QUIET)
    refused(submit(rest, made), rule="HRG-1", article=11, words="须告知听证吗？")
    handler.patch(made, {"hearing_required": True})
    refused(submit(rest, made), rule="HRG-1", article=11, words="选上听证")
    handler.patch(made, {"hearing_required": False, "hearing_reason": " "})
    refused(submit(rest, made), rule="HRG-1", words="写明理由")
    handler.patch(made, {"hearing_reason": "数额较小。"})
    chain(rest, made)
    now = handler.get(made).json()
    assert (now["hearing_required"], now["hearing_reason"]) == (False, "数额较小。")
    answers = handler.get(f"{case['url']}/@compliance").json()["items"]
    (found,) = [each for each in answers if each["rule"] == "HRG-1"]
    assert (found["status"], found["blocking"]) == ("pass", True)
    assert "数额较小。" in found["reason"]


def test_the_office_s_amount_answers_for_it(rest, site, case):
    from tonghua.records.office import settings

    settings().thresholds = {"hearing_threshold_organisation": "100000"}
    transaction.commit()
    below = notice(rest, case, **QUIET, proposed_amount=99999.99)
    assert submit(rest, below).status_code == 200
    above = notice(rest, case, **QUIET, proposed_amount=100000)
    refused(submit(rest, above), rule="HRG-1", words="听证范围")


def test_a_penalty_is_refused_until_the_party_was_told_and_gave_up_its_time(rest, case):
    made = decision(rest, case)
    refused(submit(rest, made), rule="RGT-1", article=10, words="还没有告知当事人")
    told(rest, case)
    assert submit(rest, made).status_code == 200
