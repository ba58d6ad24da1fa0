"""Totals of a table's rows."""

from decimal import Decimal

import pytest

from tonghua.records.core.totals import say_sums, sums


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], ""),
        ([{"quantity": None, "unit": "册"}], ""),
        ([{"quantity": 3, "unit": "册"}], "3 册"),
        ([{"quantity": 3, "unit": "册"}, {"quantity": 2, "unit": " 册 "}], "5 册"),
        ([{"quantity": 3, "unit": "册"}, {"quantity": 1, "unit": "箱"}], "3 册、1 箱"),
        ([{"quantity": Decimal("0.10")}, {"quantity": Decimal("0.20")}], "0.3"),
        ([{"quantity": Decimal("100"), "unit": None}], "100"),
        ([{"quantity": Decimal("1.50"), "unit": "千克"}], "1.5 千克"),
    ],
)
def test_quantities_are_summed_by_their_units(rows, said):
    assert say_sums(sums(rows, {"quantity": "unit"})["quantity"]) == said


def test_copies_have_no_unit():
    rows = [{"copies": 2, "unit": "册"}, {"copies": 1}]
    assert sums(rows, {"copies": ""}) == {"copies": (("", Decimal(3)),)}
