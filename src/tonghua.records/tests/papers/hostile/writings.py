"""Texts of a template that would run, read what is not theirs, never end, or take all memory.

name → (the paragraphs, words of the refusal).
"""

from __future__ import annotations

#: what the grammar has no place for
NOT_ALLOWED = "不允许"
TANGLED = "过于复杂"

WRITINGS: dict[str, tuple[tuple[str, ...], str]] = {
    # out of the sandbox
    "the class of a text": (("{{ ''.__class__ }}",), "前面不是数据"),
    "all classes": (("{{ ''.__class__.__mro__[1].__subclasses__() }}",), ""),
    "a value's class": (("{{ case.__class__ }}",), "__class__"),
    "a value's inside": (("{{ case._values }}",), "_values"),
    "globals": (("{{ cycler.__init__.__globals__.os.popen('id').read() }}",), ""),
    "a filter's class": (("{{ case.number|attr('__class__') }}",), "attr"),
    "a class by its item": (("{{ case['__class__'] }}",), NOT_ALLOWED),
    "a format": (("{{ '{0.__class__}'.format(case) }}",), ""),
    "a call": (("{{ case.number.upper() }}",), ""),
    "self": (("{{ self._TemplateReference__context }}",), "self"),
    "the counter of loops": (("{{ loop.__init__ }}",), "loop"),
    "what counts the rows": (("{% for r in record.rows|counted %}{{ r }}{% endfor %}",), "counted"),
    # other files, other templates
    "another template": (("{% include '/etc/passwd' %}",), NOT_ALLOWED),
    "another template's names": (("{% import 'a' as b %}",), NOT_ALLOWED),
    "another template's form": (("{% extends 'a' %}",), NOT_ALLOWED),
    "a block": (("{% block a %}{% endblock %}",), NOT_ALLOWED),
    # escaping off
    "text as XML": (("{{ case.number|safe }}",), "safe"),
    "escaping off": (("{% autoescape false %}{{ case.number }}{% endautoescape %}",), NOT_ALLOWED),
    # what takes all memory
    "a huge number": (("{{ 9**9**9 }}",), NOT_ALLOWED),
    "a huge text": (("{{ 'x' * 1000000000 }}",), NOT_ALLOWED),
    "a huge range": (("{% for a in range(1000000000) %}{% endfor %}",), ""),
    "a huge blank": (('{{ ""|blank(1000000000) }}',), "blank"),
    "a huge blank that counts down": (('{{ ""|blank(0-5) }}',), NOT_ALLOWED),
    "a text joined by itself": (
        ("{{ record.facts|join(record.facts) }}",),
        "join",
    ),
    "a text joined by long texts": (
        (f"{{{{ '{'x' * 400}'|join('{'y' * 400}') }}}}",),
        "join",
    ),
    "a picture of letters": (("{{ 'a'|center(1000000000) }}",), "center"),
    "a number beyond all": (("{{ 1e400|yuan }}",), "不能这样使用"),
    "a sum without end": (("{{ '1e999999999'|yuan }}",), "超出范围"),
    # what never ends
    "letters of letters of letters": (
        (
            "{% for a in 'x' %}{% for b in 'y' %}{% for c in 'z' %}{% endfor %}{% endfor %}{% endfor %}",
        ),
        "列表的名称",
    ),
    "letters of a value": (
        ("{% for a in record.facts|trim %}{% endfor %}",),
        "列表的名称",
    ),
    "a loop that calls itself": (
        ("{% for a in record.rows recursive %}{{ loop(record.rows) }}{% endfor %}",),
        "",
    ),
    "four loops": (
        (
            "{% for a in record.rows %}{% for b in record.rows %}{% for c in record.rows %}"
            "{% for d in record.rows %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        ),
        TANGLED,
    ),
    "a macro that calls itself": (
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",),
        NOT_ALLOWED,
    ),
    # what breaks its reader
    "four hundred parentheses": (("{{ " + "(" * 400 + "case.number" + ")" * 400 + " }}",), TANGLED),
    "four hundred dots": (("{{ case" + ".a" * 400 + " }}",), ""),
    "two hundred conditions": (
        ("{% if case.number %}" * 200 + "x" + "{% endif %}" * 200,),
        TANGLED,
    ),
    "a tag without end": (("{{ case.number " + "x" * 5000,), "花括号"),
    "a tag of spaces": (("{% colspan" + " " * 900 + "%x %}",), "合并单元格"),
    "ten thousand tags": (("{{ case.number }}" * 10_000,), "5000"),
    "a merged cell": (("{% vm %}",), "合并单元格"),
    "a merged cell in disguise": (("{%-  vm  -%}",), "合并单元格"),
    "a thousand faults": (("{{ nothing }}{{ nobody }}{{ case.nmber }}",) * 400, "nothing"),
}

#: templates that nothing is wrong with until they meet long lists → words of the refusal
RUNAWAYS: dict[str, tuple[tuple[str, ...], str]] = {
    "rows of rows of rows that print": (
        (
            "{% for a in record.rows %}{% for b in record.rows %}{% for c in record.rows %}"
            "{{ a.name }}{% endfor %}{% endfor %}{% endfor %}",
        ),
        "行",
    ),
    "rows of rows of rows that print nothing": (
        (
            "{% for a in record.rows %}{% for b in record.rows %}{% for c in record.rows %}"
            "{% if a.name == '' %}x{% endif %}{% endfor %}{% endfor %}{% endfor %}",
        ),
        "行",
    ),
    "loops one after another": (
        ("{% for a in record.rows %}{{ a.name }}{% endfor %}",) * 60,
        "行",
    ),
    "a long text for every row": (
        ("{% for a in record.rows %}{{ record.facts }}{% endfor %}",),
        "过长",
    ),
    "a list joined by a long text": (
        ("{{ record.names|join(record.facts) }}",),
        "文书放不下",
    ),
}
