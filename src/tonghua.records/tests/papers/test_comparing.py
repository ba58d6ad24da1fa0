"""Two papers side by side, paragraph by paragraph."""

from io import BytesIO

from docx import Document

from tonghua.records.papers.comparing import CHANGED, LEFT, RIGHT, SAME, compare, paragraphs


def said(pieces):
    return "".join(f"[{text}]" if differs else text for text, differs in pieces or ())


def test_texts_of_header_body_cells_and_footer_without_empty_ones():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "页眉"
    document.add_paragraph("正文")
    document.add_paragraph("　")
    document.add_table(1, 1).cell(0, 0).text = "格"
    document.sections[0].footer.paragraphs[0].text = "页脚"
    out = BytesIO()
    document.save(out)
    assert paragraphs(out.getvalue()) == ["页眉", "正文", "格", "页脚"]


def test_what_is_the_same_changed_and_on_one_side_alone():
    left = ["标题", "十五日内缴纳罚款。", "旧的一段", "落款"]
    right = ["标题", "三十日内缴纳罚款。", "落款", "新的一段"]
    pairs = compare(left, right)
    assert [each.kind for each in pairs] == [SAME, CHANGED, LEFT, SAME, RIGHT]
    assert said(pairs[1].left) == "十[五]日内缴纳罚款。"
    assert said(pairs[1].right) == "[三]十日内缴纳罚款。"
    assert (said(pairs[2].left), pairs[2].right) == ("[旧的一段]", None)
    assert (pairs[4].left, said(pairs[4].right)) == (None, "[新的一段]")


def test_unlike_paragraphs_differ_as_a_whole():
    (pair,) = compare(["本机关新增的提示语。"], ["再改一次。"])
    assert (said(pair.left), said(pair.right)) == ("[本机关新增的提示语。]", "[再改一次。]")


def test_what_is_too_long_differs_as_a_whole():
    """Letter by letter two long paragraphs would be compared for hours."""
    a, b = "甲" * 300_000, "甲" * 299_999 + "乙"
    (pair,) = compare([a], [b])
    assert (pair.left, pair.right) == (((a, True),), ((b, True),))
    many = [str(n) for n in range(50_000)]
    pairs = compare(many, [*many[1:], "末"])
    assert len(pairs) <= 2002


def test_every_word_of_both_is_there():
    left, right = ["甲乙丙", "丁"], ["乙丙戊", "己", "丁"]
    pairs = compare(left, right)
    assert ["".join(t for t, _d in p.left) for p in pairs if p.left] == left
    assert ["".join(t for t, _d in p.right) for p in pairs if p.right] == right
