"""What saving refuses: things that contradict themselves or cannot be (model.md, draft and final)."""

from zope.interface import Invalid

from tonghua.records import _
from tonghua.records.core.certificates import certificate_on
from tonghua.records.core.clock import day_of, say_day


class Wrong(Invalid):
    """What contradicts itself; ``about`` is the field beside which a form says so."""

    def __init__(self, sentence, about=""):
        super().__init__(sentence)
        self.about = about


BACKWARDS = _("第四条：记录应当客观。结束时间早于开始时间，请核对起止时间后再保存。")


def check_period(start, end, about="occurred_end", said=BACKWARDS):
    """Raise Wrong when an end lies before its start (article 4).

    What a person types has no seconds: it is compared to the minute with what the system noted.
    """
    if start and end and end < _as_exact(start, end):
        raise Wrong(said, about)


def _as_exact(start, end):
    typed = end.second == end.microsecond == 0
    return start.replace(second=0, microsecond=0) if typed else start


def check_certificates(officers, moment):
    """Raise Wrong when an officer's certificate (执法证件) did not hold on that day (article 9).

    ``officers`` are officers or relations to them; a broken relation is passed over. One renewed
    since that day counts as it was then.
    """
    if not moment:
        return
    day = day_of(moment)
    for relation in officers or ():
        officer = getattr(relation, "to_object", relation)
        if officer is None:
            continue
        held = certificate_on(officer, day)
        since, until = held.valid_from, held.valid_until
        if until and day > until:
            raise Wrong(
                _(
                    "第九条：${name}的执法证件（${number}）已于${until}到期，"
                    "不能参加${day}的执法活动。请更换执法人员，或者先更正证件的有效期。",
                    mapping={
                        "name": officer.title,
                        "number": officer.certificate_number or "",
                        "until": say_day(until),
                        "day": say_day(day),
                    },
                ),
                "officers",
            )
        if since and day < since:
            raise Wrong(
                _(
                    "第九条：${name}的执法证件（${number}）自${since}起有效，"
                    "不能参加${day}的执法活动。请更换执法人员，或者先更正证件的有效期。",
                    mapping={
                        "name": officer.title,
                        "number": officer.certificate_number or "",
                        "since": say_day(since),
                        "day": say_day(day),
                    },
                ),
                "officers",
            )
