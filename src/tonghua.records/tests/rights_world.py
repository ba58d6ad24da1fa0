"""A case full of secrets, the people who look at it, and who of them may."""

from dataclasses import dataclass, field

from case_steps import MEDIA, file_of, inspection, recording, register, sign

LEVELS = ("public", "internal", "privacy", "business_secret")
RANKS = {"public": 0, "internal": 1, "privacy": 2, "business_secret": 2}

#: people of the case itself · people of the office · those who never see a case by their role
OF_CASE = ("handler1", "handler2", "reviewer1", "approver1")
OF_OFFICE = ("legal1", "archivist1", "supervisor1")
NEVER = ("handler3", "secrecy1", "siteadmin1", None)
EVERYBODY = OF_CASE + OF_OFFICE + NEVER

#: words that stand in title, party, text and papers of the case, and nowhere else
TITLE, PARTY, TEXT = "鸳鸯蝴蝶", "珊瑚琥珀", "麒麟貔貅"
SECRETS = (TITLE, PARTY, TEXT)


def may_view(who, case_level, own_level=None):
    """Who views a case, or a record of its own level in it (model.md, Roles)."""
    rank = max(RANKS[case_level], RANKS[own_level or case_level])
    return who in OF_CASE or (rank < 2 and who in OF_OFFICE)


def says(answer, word):
    """Whether an answer tells a word, as text or escaped in JSON."""
    return word in answer.text or word.encode("unicode_escape").decode() in answer.text


def leaks(answer):
    """The secret words that an answer tells."""
    return [word for word in SECRETS if says(answer, word)]


def denied(answer):
    """Whether the answer is a plain refusal: not authorised, or sent to the login page."""
    if leaks(answer):
        return False
    if answer.status_code == 302:
        return "login" in answer.headers["Location"]
    return answer.status_code in (401, 403)


@dataclass
class World:
    """A case, its party, and a scene with signature, paper and recording at each level."""

    level: str
    url: str
    party: str
    scenes: dict = field(default_factory=dict)
    recordings: dict = field(default_factory=dict)


def build(rest, office, level, own_levels=LEVELS):
    """Make the case at ``level`` with records of ``own_levels``, by handler1."""
    case = register(
        rest,
        office,
        title=f"（示例）{TITLE}案",
        party=f"{PARTY}公司（示例）",
        cause=TEXT,
        confidentiality=level,
    )
    world = World(level, case["url"], case["party"])
    picture = file_of((MEDIA / "sign" / "sign-01.png").read_bytes(), "sign-01.png", "image/png")
    for own in own_levels:
        scene = inspection(
            rest,
            case,
            title=f"（示例）{TITLE}笔录",
            situation=f"现场有{TEXT}。",
            confidentiality=own,
        )
        sign(rest, scene, f"示例人{PARTY}", "party", image=picture)
        taken = recording(
            rest, case, scene, title=f"（示例）{TITLE}录像", body=TEXT, confidentiality=own
        )
        assert taken.status_code == 201, taken.text
        world.scenes[own] = scene
        world.recordings[own] = taken.json()["@id"]
    return world


class Findings(list):
    """What went otherwise than it should; a test asserts that there is nothing."""

    def expect(self, holds, *what):
        if not holds:
            self.append(what)
