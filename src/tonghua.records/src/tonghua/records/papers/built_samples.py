"""Sample lists, one row each, of the papers that build themselves (``builds``)."""

from types import MappingProxyType

#: name of a list → what templates are checked against
SAMPLES = MappingProxyType(
    {
        "evidence": [
            {
                "uid": "示例",
                "name": "《示例年鉴》样书",
                "kind": "physical",
                "kind_label": "物证",
                "quantity": "2",
                "unit": "册",
                "source": "示例公司",
                "at": "2026-03-06T10:00:00+08:00",
                "note": "抽样",
                "n": 1,
            }
        ],
        "volume": {
            **{
                name: [
                    {
                        "uid": "示例",
                        "n": 1,
                        "number": "示例〔2026〕1号",
                        "author": "示例机关",
                        "title": "（示例）立案审批表",
                        "at": "2026-03-04T10:00:00+08:00",
                        "first": 1,
                        "last": 2,
                        "pages": "1—2",
                        "note": "",
                    }
                ]
                for name in ("outer", "inner")
            },
            "outer_pages": 2,
            "inner_pages": 2,
            "recordings": [
                {
                    "n": 1,
                    "title": "（示例）现场录像",
                    "kind_label": "录像",
                    "at": "2026-03-06T10:00:00+08:00",
                    "sha256": "示例",
                }
            ],
        },
        "attempts": [
            {
                "n": 1,
                "title": "（示例）邮寄送达",
                "method_label": "邮寄送达",
                "outcome_label": "退回",
                "at": "2026-03-06T10:00:00+08:00",
                "reason": "查无此人",
            }
        ],
        "decision": {
            "title": "行政处罚决定书",
            "number": "示例〔2026〕1号",
            "content": "示例",
            "performance": "示例",
            "decided_at": "2026-05-15T10:00:00+08:00",
            "served_at": "2026-05-18",
            "amount": "50000.00",
            "kinds_label": ["罚款"],
        },
    }
)
