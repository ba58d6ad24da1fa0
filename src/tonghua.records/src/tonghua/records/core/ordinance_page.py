"""The ordinance with all that carries it as a page (docs/ordinance.md), in Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from tonghua.records.core.articles import TITLE, Article, article
from tonghua.records.core.ordinance import (
    ArticleEntry,
    RuleEntry,
    is_mended,
    numbers_of_no_rule,
    ordinance,
    paragraphs,
    say_number,
)
from tonghua.records.core.parameters import Parameter
from tonghua.records.core.vocabularies import label

HEAD = f"""\
# 办法全文

《{TITLE}》逐条列出：条文和读法，系统中由哪些记录、文书承担，哪些规则据此判断，哪些测试检验这些规则。\
本页由 `make ordinance` 根据系统实际使用的条文、目录、规则和测试生成，不是手写的；测试保证本页与系统一致。\
系统中的“办法全文”一页内容相同，并写明本机关自己设定的数额和天数。

- 条文照录原文。原文有错漏的，先列读法，再列原文；〔 〕内为补缺，属重建，非原文。
- “阻止办理”：不符合的，系统不予办理，写明哪一条、缺什么、怎样补正；其余规则只作提示。
- 数额和天数是通常的值，机关可以自己设定；注明“建议”的，没有法律规定，由机关决定。
- 引用时写“本办法第×条”。
"""
#: from docs to the repository
UP = "../"


def page() -> str:
    """The whole page as Markdown."""
    parts = [HEAD, "## 目录\n", _contents()]
    for entry in ordinance():
        parts += _article(entry)
    parts += _rest()
    return "\n".join(parts).rstrip() + "\n"


def _contents() -> str:
    return "".join(
        f"- [{each.article.label}](#article-{each.article.number}) {each.article.subject}\n"
        for each in ordinance()
    )


def _article(entry: ArticleEntry) -> Iterator[str]:
    here = entry.article
    yield f'<a id="article-{here.number}"></a>\n'
    yield f"## {here.label} {here.subject}\n"
    yield _quoted(here.reads_as)
    yield from _readings(here)
    yield from _carriers(entry)
    if not entry.rules:
        yield "本条没有由系统判断的规则，由人评查。\n"
    for rule in entry.rules:
        yield from _rule(rule, here.number)


def _readings(here: Article) -> Iterator[str]:
    if is_mended(here):
        yield "原文（含错漏）：\n"
        yield _quoted(here.text)
    if here.readings:
        yield "".join(f"- {each.problem}读法：{each.reading}\n" for each in here.readings)


def _carriers(entry: ArticleEntry) -> Iterator[str]:
    if entry.types:
        yield f"**记录**：{'、'.join(label('types', name) for name in entry.types)}\n"
    if entry.papers:
        yield f"**文书**：{'、'.join(f'《{each.title}》' for each in entry.papers)}\n"
    if entry.asked:
        yield "**定稿以前应当写明**：\n"
        yield "".join(f"- {name}：{'、'.join(asked)}\n" for name, asked in entry.asked)


def _rule(rule: RuleEntry, here: int) -> Iterator[str]:
    yield f"### {rule.id} {rule.title}".rstrip() + "\n"
    if rule.article != here:
        yield f"见[{article(rule.article).label}](#article-{rule.article})。\n"
        return
    if not rule.judged:
        yield f"不由系统判断。{rule.reason}\n" if rule.reason else "系统尚不判断，由人评查。\n"
    elif rule.where:
        yield f"阻止办理：{'；'.join(rule.where)}。\n"
    elif rule.blocking:
        yield "阻止办理。\n"
    else:
        yield "不阻止办理，只作提示。\n"
    lines = [f"- {_number(each)}\n" for each in rule.numbers]
    lines += [f"- 测试：{_tests(path.path, path.names)}\n" for path in rule.tests]
    if lines:
        yield "".join(lines)


def _number(parameter: Parameter) -> str:
    said = say_number(parameter, parameter.value)
    mark = "（建议）" if parameter.suggested else ""
    return f"{parameter.label}：{said}{mark}。来源：{parameter.source}。"


def _tests(path: str, names: tuple[str, ...]) -> str:
    link = f"[{path.rsplit('/', 1)[-1]}]({UP}{path})"
    return f"{link}：{'、'.join(f'`{name}`' for name in names)}" if names else link


def _rest() -> Iterator[str]:
    if numbers_of_no_rule():
        yield "## 不属于某一规则的数额和天数\n"
        yield "".join(f"- {_number(each)}\n" for each in numbers_of_no_rule())


def _quoted(text: str) -> str:
    return "\n>\n".join(f"> {line}" for line in paragraphs(text)) + "\n"
