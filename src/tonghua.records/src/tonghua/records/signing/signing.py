"""The act of signing a record, or of noting that somebody would not (articles 9, 11, 19-21)."""

from io import BytesIO

from PIL import Image, UnidentifiedImageError
from plone import api
from plone.namedfile.file import NamedBlobImage
from zExceptions import BadRequest

from tonghua.records import _
from tonghua.records.cases.numbering import number_record
from tonghua.records.core.papers import signing_places
from tonghua.records.core.vocabularies import vocabulary
from tonghua.records.i18n import in_chinese, message
from tonghua.records.interfaces import IFactsSource
from tonghua.records.lists.touched import touch
from tonghua.records.moments import now
from tonghua.records.papers.beside import beside_paper, make
from tonghua.records.papers.issued import issues_of, last_issue
from tonghua.records.papers.versions import (
    has_changed,
    make_version,
    printed_values,
    standing_beside,
    versions_of,
)
from tonghua.records.refusals import Conflict
from tonghua.records.signing.standing import UNFINISHED, standing
from tonghua.records.signing.store import Signature, append

CHANGED_SINCE = _(
    "第十一条：文书生成以后内容又有修改，扫描的签名签的不是现在的内容。"
    "请重新生成文书，签名后再扫描上传。"
)
MAX_IMAGE = 2 * 1024 * 1024
DEAD = ("superseded", "void")
#: whoever signs as one of these is not of the office
OTHER_SIDE = ("party", "interviewee", "holder", "witness", "recipient", "applicant", "expert")


def sign(
    record,
    name,
    capacity,
    mode,
    image=None,
    filename="",
    refusal_reason="",
    witness="",
    every_page=None,
    paper="",
):
    """Sign the record's newest paper, or note the refusal; makes the paper when there is none.

    ``image`` are the bytes of a PNG or JPEG; ``every_page`` says whether each page was signed,
    None where nobody said; ``paper`` is the key of a paper beside the record's own. Raises BadRequest
    for what cannot be a signature and Conflict when the record no longer takes any.
    """
    if api.content.get_state(record) in DEAD:
        raise no_longer_signed()
    check_words(name, capacity, mode, refusal_reason)
    picture = read_image(image, filename)
    if mode == "scanned" and picture is None:
        raise BadRequest(_("第十一条：扫描的签名应当附签名的图片。请上传 PNG 或者 JPEG 图片。"))
    check_part(record, name.strip(), capacity)
    if not paper:
        check_pages(record, capacity, mode, every_page)
    check_first(record, name.strip(), capacity, mode, paper)
    seen = beside_to_sign(record, paper, mode) if paper else paper_to_sign(record, mode)
    signature = Signature(
        name=name.strip(),
        capacity=capacity,
        mode=mode,
        at=now(),
        image=picture,
        refusal_reason=(refusal_reason or "").strip(),
        witness=(witness or "").strip(),
        version=seen.number if seen else None,
        data_sha256=seen.data_sha256 if seen else None,
        taken_by=api.user.get_current().getId(),
        every_page=bool(every_page) and mode != "refused",
        paper=paper,
    )
    append(record, signature)
    record.reindexObject(idxs=["modified"])
    touch(record)
    return signature


def no_longer_signed():
    """The refusal to sign what was corrected or annulled."""
    return Conflict(
        _("第十一条：已被更正或者作废的记录不能再签名。请在更正后的记录上签名。"), article=11
    )


def check_part(record, name, capacity):
    """Raise BadRequest when an officer of the record would sign as somebody else."""
    if capacity in OTHER_SIDE and name in _officers(record):
        raise BadRequest(
            _(
                "第十一条：${name}是本记录的执法人员，不能以“${capacity}”的身份签名。"
                "请核对姓名和身份；确系同名的，请在姓名后注明，例如“（见证人）”。",
                mapping={"name": name, "capacity": message(vocabulary("capacity")[capacity])},
            )
        )


def signs_every_page(record, capacity):
    """Whether the record's paper is signed page by page in a capacity."""
    places = signing_places(IFactsSource(record).facts())
    return any(place.every_page and place.capacity == capacity for place in places)


def check_pages(record, capacity, mode, every_page):
    """Raise BadRequest when somebody says that not every page was signed where each must be."""
    if every_page is False and mode != "refused" and signs_every_page(record, capacity):
        raise BadRequest(
            _(
                "第十一条：笔录应当由${capacity}逐页签名。请在每一页签名以后，再勾选“每一页都已签名”。",
                mapping={"capacity": message(vocabulary("capacity")[capacity])},
            )
        )


def _officers(record):
    """The names of the officers who act in a record."""
    acting = [*(record.officers or ()), *(getattr(record, "servers", None) or ())]
    return {each.to_object.title for each in acting if each.to_object is not None}


def check_first(record, name, capacity, mode, paper=""):
    """Raise Conflict when the same person's signature, or refusal, stands there already."""
    for each in _standing(record, paper):
        same = (each.name, each.capacity) == (name, capacity)
        if same and (each.mode == "refused") == (mode == "refused"):
            raise Conflict(
                _("第三十条：${name}已经签过，签名不能重复或者改动。", mapping={"name": name}),
                article=30,
            )


def _standing(record, key):
    return standing_beside(record, beside_paper(record, key)) if key else standing(record)


def paper_to_sign(record, mode):
    """The version of the paper that is signed: the newest, made now where a draft has changed.

    A first signature numbers a record that has no chain. None for a record that prints no paper.
    Raises Conflict for a scan when the draft has changed since the paper was printed.
    """
    versions = versions_of(record)
    unfinished = api.content.get_state(record) in UNFINISHED
    if mode == "scanned" and versions and unfinished and has_changed(record, versions[-1]):
        raise Conflict(CHANGED_SINCE, article=11)
    number_record(record, at="signature")
    if versions and not (unfinished and has_changed(record, versions[-1])):
        return versions[-1]
    return make_version(record)


def beside_to_sign(record, key, mode):
    """The newest version of a paper beside the record's own, made now where it says another thing.

    One that goes out is signed as it was issued. Raises Conflict before that.
    """
    paper = beside_paper(record, key)
    if paper.issued and not issues_of(record, key):
        raise Conflict(
            _(
                "第三条：《${paper}》还没有出具，不能签名。请先出具。",
                mapping={"paper": in_chinese(paper.title)},
            ),
            article=3,
        )
    kept = versions_of(record, key)
    if kept and kept[-1].says(printed_values(record, paper, last_issue(record, key))):
        return kept[-1]
    if kept and mode == "scanned":
        raise Conflict(CHANGED_SINCE, article=11)
    return make(record, key)


def check_words(name, capacity, mode, refusal_reason):
    """Raise BadRequest unless the words of a signature are whole."""
    if not isinstance(name, str) or not name.strip():
        raise BadRequest(_("第十一条：请填写签名人的姓名。"))
    if capacity not in vocabulary("capacity"):
        raise BadRequest(_("第十一条：没有这种签名人身份。请从列表中选择。"))
    if mode not in vocabulary("signature_mode"):
        raise BadRequest(_("第十一条：没有这种签名方式。请选择手写签名、扫描件或者拒绝签名。"))
    if mode == "refused" and not (refusal_reason or "").strip():
        raise BadRequest(_("第十一条：当事人拒绝签名的，应当写明拒绝的原因和在场的见证人。"))


def read_image(data, filename):
    """A picture as a named blob, checked to be a PNG or JPEG; None without data."""
    if not data:
        return None
    if len(data) > MAX_IMAGE:
        raise BadRequest(_("签名图片不能超过 2 MB。请缩小后再上传。"))
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.verify()
            kind = picture.format
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError):
        kind = None
    if kind not in ("PNG", "JPEG"):
        raise BadRequest(_("签名图片应当是 PNG 或者 JPEG。请重新上传。"))
    return NamedBlobImage(
        data=data, contentType=f"image/{kind.lower()}", filename=filename or "签名.png"
    )
