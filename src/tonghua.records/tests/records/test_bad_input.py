"""Bad input: one sentence that says what to do and which article asks for it; nothing half saved."""

import pytest
from case_steps import (
    DAY,
    PARTY,
    TODAY,
    chain,
    content,
    decision,
    decision_body,
    file_case,
    file_of,
    filing,
    inspection,
    inspection_body,
    malformed,
    notice,
    receipt_body,
    recording,
    refused,
    register,
    sign,
    sign_inspection,
    told,
)


def held(rest, case, portal_type):
    """How many records of a type the case holds."""
    inside = rest("handler1").get(case["url"], b_size=100).json()["items"]
    return sum(item["@type"] == portal_type for item in inside)


def finalize(rest, record):
    return rest("handler1").post(f"{record}/@workflow/finalize")


#: before the inspection of the steps began
EARLIER = f"{DAY}T09:00:00+08:00"


class TestSaving:
    """What contradicts itself or cannot be is refused when it is saved, and nothing of it stays."""

    def test_end_before_start(self, rest, case):
        answer = rest("handler1").post(case["url"], inspection_body(case, occurred_end=EARLIER))
        message = malformed(answer, "第四条", "结束时间早于开始时间")
        assert message.startswith("第四条")
        assert held(rest, case, "SceneInspection") == 0

    def test_end_before_start_in_an_edit_keeps_what_was(self, rest, case):
        scene = inspection(rest, case)
        body = {"occurred_end": EARLIER, "situation": "改后的记载。", "place": "别处"}
        malformed(rest("handler1").patch(scene, body), "第四条")
        now = rest("handler1").get(scene).json()
        assert (now["situation"], now["place"]) == ("客观记载。", "示例路1号")
        assert now["occurred_end"] == f"{DAY}T11:00:00+08:00"
        # the start alone, against the end that is stored
        start = {"occurred_start": f"{DAY}T23:00:00+08:00"}
        malformed(rest("handler1").patch(scene, start), "第四条")

    def test_recording_that_ends_before_it_starts(self, rest, case):
        scene = inspection(rest, case)
        answer = recording(rest, case, scene, captured_end=f"{DAY}T09:00:00+08:00")
        malformed(answer, "第四条")
        assert held(rest, case, "AudioVisual") == 0

    def test_certificate_that_had_expired_that_day(self, rest, case):
        body = inspection_body(case, officers=[case["officers"][0], case["expired"]])
        answer = rest("handler1").post(case["url"], body)
        malformed(answer, "第九条", "示例过期", "SL-T-003", "到期")
        assert held(rest, case, "SceneInspection") == 0
        # on the day before it expired he could go
        earlier = TODAY.replace(day=1).isoformat()
        del body["occurred_end"], body["credentials_shown_at"]
        body["occurred_start"] = f"{earlier}T10:00:00+08:00"
        if TODAY.day > 3:
            assert rest("handler1").post(case["url"], body).status_code == 201

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("occurred_start", "昨天上午", ("开始时间", "昨天上午", "T10:00:00+08:00")),
            ("occurred_start", f"{DAY}T25:00:00+08:00", ("开始时间",)),
            ("occurred_start", 20260306, ("开始时间",)),
            ("credentials_shown_at", "", ("出示证件时间",)),
            ("confidentiality", "top_secret", ("密级", "top_secret")),
            ("confidentiality", {"token": "top_secret"}, ("密级",)),
            ("confidentiality", ["internal"], ("密级",)),
            ("officers", ["/officers/nobody"], ("执法人员", "/officers/nobody")),
            ("officers", "handler1", ("执法人员",)),
            ("officers", [7], ("执法人员",)),
            ("officers", [{"@id": "http://elsewhere/x"}], ("执法人员",)),
            ("officers", ["/portal_catalog"], ("执法人员",)),
            ("title", None, ("title",)),
            ("title", 7, ("title",)),
            ("place", ["一", "二"], ("place",)),
            ("credentials_shown", "也许", ("已出示执法证件", "也许")),
        ],
    )
    def test_values(self, rest, case, field, value, words):
        answer = rest("handler1").post(case["url"], inspection_body(case, **{field: value}))
        message = malformed(answer, *words)
        assert "Traceback" not in answer.text
        assert any("\u4e00" <= char <= "\u9fff" for char in message)
        assert held(rest, case, "SceneInspection") == 0
        scene = inspection(rest, case)
        before = rest("handler1").get(scene).json()
        body = {"situation": "改后的记载。", field: value}
        malformed(rest("handler1").patch(scene, body), *words)
        after = rest("handler1").get(scene).json()
        assert {name: after[name] for name in body} == {name: before[name] for name in body}

    def test_reference_of_a_wrong_type(self, rest, case):
        scene = inspection(rest, case)
        for field, value in (
            ("officers", [case["party"]]),
            ("officers", [scene]),
            ("parties", [case["officers"][0]]),
            ("supersedes", case["party"]),
            ("supersedes", case["officers"][0]),
            ("supersedes", "/acl_users"),
            ("supersedes", "/cases"),
        ):
            answer = rest("handler1").patch(scene, {field: value})
            malformed(answer, "引用")

    def test_reference_into_another_case(self, rest, case, office):
        other = register(rest, office, party="（示例）另案当事人", title="（示例）另案")
        scene = inspection(rest, case)
        malformed(rest("handler1").patch(scene, {"parties": [other["party"]]}), "当事人", "本案")
        elsewhere = inspection(rest, other)
        malformed(rest("handler1").patch(scene, {"supersedes": elsewhere}), "本案")

    def test_reference_to_what_one_may_not_view_tells_no_more_than_to_nothing(self, rest, office):
        secret = register(rest, office, confidentiality="privacy", title="（示例）秘密案")
        own = rest("handler3").made(
            "cases",
            {"@type": "PenaltyCase", "title": "（示例）自己的案", "handlers": ["handler3"]},
        )
        said = [
            rest("handler3")
            .post(own, {"@type": "Filing", "title": "（示例）", "parties": [target]})
            .json()["message"]
            .replace(target, "…")
            for target in (secret["party"], f"{secret['url']}/nothing", f"{own}/nothing")
        ]
        assert said[0] == said[1] == said[2]
        assert PARTY not in "".join(said)

    @pytest.mark.parametrize(
        ("amount", "words"),
        [
            (100.123, "两位小数"),
            ("100.123", "两位小数"),
            ("五万", "不是数"),
            (True, "不是数"),
            ([1], "不是数"),
            ("NaN", "不是数"),
            ("Infinity", "不是数"),
            (-1, "amount"),
        ],
    )
    def test_amounts(self, rest, case, amount, words):
        answer = rest("handler1").post(case["url"], decision_body(case, amount=amount))
        malformed(answer, words)
        assert held(rest, case, "Decision") == 0

    @pytest.mark.parametrize("amount", [0, 1, 50000, 100.1, 99999999.99])
    def test_amounts_that_are(self, rest, case, amount):
        made = rest("handler1").get(decision(rest, case, amount=amount)).json()["amount"]
        assert made == amount
        assert isinstance(made, (int, float))

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ({"@type": "Poem", "title": "（示例）"}, ("Poem",)),
            ({"title": "（示例）"}, ("@type",)),
            ({"@type": ["Filing"], "title": "（示例）"}, ("@type",)),
            ({"@type": "Officer", "title": "（示例）"}, ("不能新建",)),
            ({"@type": "PenaltyCase", "title": "（示例）"}, ("不能新建",)),
            ({"@type": "Document", "title": "（示例）"}, ("不能新建",)),
            ({"@type": "Filing"}, ("title",)),
            ({"@type": "Filing", "title": ""}, ("title",)),
            ({"@type": "Party", "kind": "person"}, ("name",)),
        ],
    )
    def test_types(self, rest, case, body, words):
        before = rest("handler1").get(case["url"]).json()["items_total"]
        malformed(rest("handler1").post(case["url"], body), *words)
        assert rest("handler1").get(case["url"]).json()["items_total"] == before

    @pytest.mark.parametrize("body", ["[]", '"立案"', "7", "null", "{", "不是 JSON"])
    def test_no_json_object(self, rest, case, body):
        scene = inspection(rest, case)
        client = rest("handler1")
        for method, url in (
            ("POST", case["url"]),
            ("POST", client.url("cases")),
            ("PATCH", scene),
            ("PATCH", case["url"]),
            ("POST", f"{scene}/@signatures"),
            ("POST", f"{scene}/@paper"),
            ("POST", f"{scene}/@later"),
            ("POST", f"{scene}/@workflow/finalize"),
        ):
            answer = client.http.request(method, url, data=body.encode())
            malformed(answer, "JSON")
        assert rest("handler1").get(scene).json()["review_state"] == "draft"

    def test_unknown_people(self, rest, office, case):
        for body, words in (
            ({"reviewer": "ghost"}, ("审核人", "ghost")),
            ({"handlers": ["handler1", "ghost"]}, ("ghost",)),
            ({"handlers": 7}, ("7",)),
            ({"section": "不存在的科室"}, ("承办科室",)),
            ({"procedure": "swift"}, ("程序", "swift")),
        ):
            malformed(rest("handler1").patch(case["url"], body), *words)
        now = rest("handler1").get(case["url"]).json()
        assert now["handlers"] == ["handler1", "handler2"]

    def test_long_text_and_odd_characters_come_back_whole(self, rest, case):
        text = "喆堃镕翀𠮷<b>&amp;{{ case.title }}{% x %}\n第二行\t'\"\\ " * 400
        scene = inspection(rest, case, situation=text)
        assert rest("handler1").get(scene).json()["situation"] == text
        assert rest("handler1").post(f"{scene}/@paper", {"formats": ["docx"]}).status_code == 201


class TestMedia:
    @pytest.mark.parametrize(
        ("data", "name", "kind", "article"),
        [
            (b"MZ\x90\x00 this is a program", "c1-scene.mp4", "video", "第三十条"),
            (b"<html><script>alert(1)</script></html>", "photo.jpg", "photo", "第三十条"),
            (b"", "empty.mp4", "video", "第三条"),
            (b"%PDF-1.7", "record.pdf", "video", "第三条"),
            (b"anything", "no-ending", "video", "第三条"),
            (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "photo.jpg", "photo", "第三十条"),
        ],
    )
    def test_content_that_is_not_what_it_says(self, rest, case, data, name, kind, article):
        scene = inspection(rest, case)
        answer = recording(rest, case, scene, media=file_of(data, name, "video/mp4"), kind=kind)
        malformed(answer, article, name if data else "空")
        assert held(rest, case, "AudioVisual") == 0

    def test_kind_that_does_not_fit(self, rest, case):
        answer = recording(rest, case, inspection(rest, case), kind="photo")
        malformed(answer, "第三条", "种类")

    def test_other_file_in_an_edit_keeps_the_first(self, rest, case):
        made = recording(rest, case, inspection(rest, case)).json()
        answer = rest("handler1").patch(
            made["@id"], {"media": file_of(b"MZ\x90", "c1-scene.mp4", "video/mp4")}
        )
        malformed(answer, "第三十条")
        now = rest("handler1").get(made["@id"]).json()
        assert now["sha256"] == made["sha256"]
        assert now["media"]["size"] == made["media"]["size"]

    def test_data_that_is_no_base64(self, rest, case):
        file = {**file_of(b"x", "c1-scene.mp4"), "data": "***"}
        malformed(recording(rest, case, inspection(rest, case), media=file), "base64")
        for encoding in ("zlib", "rot13", None):
            file = {**file_of(b"x", "c1-scene.mp4"), "encoding": encoding}
            malformed(recording(rest, case, inspection(rest, case), media=file), "base64")
        assert held(rest, case, "AudioVisual") == 0


class TestFinalizing:
    """What is missing is refused when the record is finalized, with rule, article and sentence."""

    def ready(self, rest, case, **more):
        scene = inspection(rest, case, **more)
        assert recording(rest, case, scene).status_code == 201
        return scene

    def test_one_officer(self, rest, case):
        scene = self.ready(rest, case, officers=case["officers"][:1])
        sign_inspection(rest, scene)
        refused(finalize(rest, scene), rule="OFF-1", article=9, words="二名")
        assert rest("handler1").get(scene).json()["review_state"] == "draft"
        papers = rest("handler1").get(f"{scene}/@paper").json()["items"]
        assert all(paper["draft"] for paper in papers)

    @pytest.mark.parametrize(
        "missing",
        [
            {"credentials_shown": False},
            {"credentials_shown": None},
            {"credentials_shown_at": None},
        ],
    )
    def test_credentials_not_shown(self, rest, case, missing):
        scene = self.ready(rest, case, **missing)
        sign_inspection(rest, scene)
        refused(finalize(rest, scene), rule="OFF-3", article=9, words="证件")

    def test_missing_signatures(self, rest, case):
        scene = self.ready(rest, case)
        sign(rest, scene, "示例人", "party")
        sign(rest, scene, "示例见证人", "witness")
        sign(rest, scene, "示例甲", "officer")
        message = refused(
            finalize(rest, scene), rule="DOC-SIG", article=11, words="执法人员签名1个"
        )
        assert "重新签名" not in message
        sign(rest, scene, "示例乙", "officer")
        rest("handler1").step(scene, "finalize")

    def test_no_recording(self, rest, case):
        scene = inspection(rest, case)
        sign_inspection(rest, scene)
        refused(finalize(rest, scene), rule="AV-12", article=12, words="音像")

    def test_recording_of_another_time(self, rest, case):
        scene = inspection(rest, case)
        times = {
            "captured_start": f"{DAY}T08:00:00+08:00",
            "captured_end": f"{DAY}T09:00:00+08:00",
        }
        assert recording(rest, case, scene, **times).status_code == 201
        sign_inspection(rest, scene)
        refused(finalize(rest, scene), rule="AV-12", article=12)


class TestSigning:
    def test_signature_counts_only_for_what_it_saw(self, rest, case):
        """A draft that is changed after signing must be signed again."""
        scene = inspection(rest, case)
        assert recording(rest, case, scene).status_code == 201
        sign_inspection(rest, scene)
        handler = rest("handler1")
        assert handler.patch(scene, {"situation": "签名以后改的。"}).status_code == 204
        said = refused(finalize(rest, scene), rule="OFF-3", words="重新签名")
        assert "第九条" in said
        items = handler.get(f"{scene}/@signatures").json()["items"]
        assert [item["outdated"] for item in items] == [True] * 4
        sign(rest, scene, "示例人", "party")
        refused(finalize(rest, scene), rule="DOC-SIG", article=11, words="重新签名")
        for name in ("示例甲", "示例乙"):
            sign(rest, scene, name, "officer")
        sign(rest, scene, "示例见证人", "witness")
        handler.step(scene, "finalize")
        items = handler.get(f"{scene}/@signatures").json()["items"]
        assert [item["outdated"] for item in items] == [True] * 4 + [False] * 4
        # what was signed stays in the case's history
        events = handler.get(f"{case['url']}/@timeline").json()["items"]
        assert sum(event["kind"] == "signature" for event in events) == 8

    def test_what_was_taken_back_counts_again(self, rest, case):
        scene = inspection(rest, case)
        assert recording(rest, case, scene).status_code == 201
        sign_inspection(rest, scene)
        handler = rest("handler1")
        handler.patch(scene, {"situation": "改后的记载。"})
        handler.patch(scene, {"situation": "客观记载。"})
        handler.step(scene, "finalize")

    def test_paper_prints_only_the_signatures_that_stand(self, rest, site, case):
        scene = inspection(rest, case)
        assert recording(rest, case, scene).status_code == 201
        sign_inspection(rest, scene)
        rest("handler1").patch(scene, {"situation": "签名以后改的。"})
        sign(rest, scene, "示例新人", "party")
        for name in ("示例甲", "示例乙"):
            sign(rest, scene, name, "officer")
        sign(rest, scene, "示例见证人", "witness")
        rest("handler1").step(scene, "finalize")
        from tonghua.records.signing.standing import standing

        names = [each.name for each in standing(content(site, scene))]
        assert names == ["示例新人", "示例甲", "示例乙", "示例见证人"]

    def test_number_that_signing_gives_does_not_undo_it(self, rest, case):
        told(rest, case)
        made = decision(rest, case)
        chain(rest, made)
        handler = rest("handler1")
        receipt = handler.made(
            case["url"], receipt_body(case, [made], signed_at=f"{TODAY}T00:00:01+08:00")
        )
        handler.post(f"{receipt}/@paper", {"formats": ["docx"]})
        for name in ("示例甲", "示例乙"):
            sign(rest, receipt, name, "server")
        sign(rest, receipt, "示例人", "recipient")
        items = handler.get(f"{receipt}/@signatures").json()["items"]
        assert [item["outdated"] for item in items] == [False] * 3
        handler.step(receipt, "finalize")

    def test_scan_of_an_older_paper_is_refused(self, rest, case):
        scene = inspection(rest, case)
        handler = rest("handler1")
        handler.post(f"{scene}/@paper", {"formats": ["docx"]})
        handler.patch(scene, {"situation": "打印以后改的。"})
        body = {"name": "示例人", "capacity": "party", "mode": "scanned", "image": PICTURE}
        refused(handler.post(f"{scene}/@signatures", body), article=11, words="重新生成文书")
        handler.post(f"{scene}/@paper", {"formats": ["docx"]})
        answer = handler.post(f"{scene}/@signatures", body)
        assert (answer.status_code, answer.json()["version"]) == (201, 2)

    @pytest.mark.parametrize("capacity", ["party", "witness"])
    def test_an_officer_of_the_record_signs_as_nobody_else(self, rest, case, capacity):
        scene = inspection(rest, case)
        body = {"name": "示例甲", "capacity": capacity, "mode": "handwritten"}
        answer = rest("handler1").post(f"{scene}/@signatures", body)
        assert answer.status_code == 400
        assert "示例甲是本记录的执法人员" in answer.json()["message"]
        assert rest("handler1").get(f"{scene}/@signatures").json()["items"] == []
        # of the same name by chance: told apart by what is added
        sign(rest, scene, "示例甲（当事人）", capacity)

    def test_nobody_signs_twice(self, rest, case):
        scene = inspection(rest, case)
        sign(rest, scene, "示例人", "party")
        body = {"name": " 示例人 ", "capacity": "party", "mode": "handwritten"}
        answer = rest("handler1").post(f"{scene}/@signatures", body)
        refused(answer, article=30, words="示例人")
        # in another capacity he may
        sign(rest, scene, "示例人", "recorder")
        assert len(rest("handler1").get(f"{scene}/@signatures").json()["items"]) == 2

    def test_refused_first_and_signed_then(self, rest, case):
        scene = inspection(rest, case)
        sign(
            rest, scene, "示例人", "party", mode="refused", refusal_reason="不认可", witness="示例"
        )
        sign(rest, scene, "示例人", "party")

    @pytest.mark.parametrize(
        ("body", "word"),
        [
            ({"name": ""}, "姓名"),
            ({"name": "  "}, "姓名"),
            ({"name": 7}, "name"),
            ({"capacity": "emperor"}, "身份"),
            ({"capacity": None}, "身份"),
            ({"capacity": ["party"]}, "capacity"),
            ({"mode": "telepathy"}, "签名方式"),
            ({"mode": "refused"}, "拒绝"),
            ({"mode": "refused", "refusal_reason": 7}, "refusal_reason"),
            ({"mode": "scanned"}, "图片"),
            ({"image": "picture"}, "图片"),
            ({"image": {"data": "eA==", "encoding": "hex"}}, "base64"),
            ({"image": {"data": "***", "encoding": "base64"}}, "base64"),
            ({"image": {"data": 7, "encoding": "base64"}}, "base64"),
            ({"image": file_of(b"GIF89a not an image", "a.gif")}, "PNG"),
            ({"image": file_of(b"%PDF-1.7", "a.pdf")}, "PNG"),
            ({"image": {**file_of(b"x", "a.png"), "filename": 7}}, "filename"),
        ],
    )
    def test_words_and_pictures(self, rest, case, body, word):
        scene = inspection(rest, case)
        given = {"name": "示例人", "capacity": "party", "mode": "handwritten", **body}
        malformed(rest("handler1").post(f"{scene}/@signatures", given), word)
        assert rest("handler1").get(f"{scene}/@signatures").json()["items"] == []
        assert rest("handler1").get(f"{scene}/@paper").json()["items"] == []


#: a PNG of one pixel
PICTURE = file_of(
    bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360"
        "606060000000050001a5f645400000000049454e44ae426082"
    ),
    "签名.png",
    "image/png",
)


class TestChain:
    def test_approver_who_was_the_handler(self, rest, office):
        case = register(rest, office, approver="handler1")
        made = filing(rest, case)
        rest("handler1").step(made, "submit", "建议立案。")
        rest("reviewer1").step(made, "endorse")
        answer = rest("handler1").post(f"{made}/@workflow/approve", {"comment": "批准。"})
        refused(answer, rule="APR-1", article=31)
        now = rest("handler1").get(made).json()
        assert (now["review_state"], now["number"]) == ("in_approval", None)
        assert held(rest, case, "Approval") == 0

    def test_reviewer_who_was_the_handler(self, rest, office):
        case = register(rest, office, reviewer="handler1")
        made = filing(rest, case)
        rest("handler1").step(made, "submit", "建议立案。")
        answer = rest("handler1").post(f"{made}/@workflow/endorse", {"comment": "同意。"})
        refused(answer, rule="APR-1", article=31)

    def test_approver_who_was_the_reviewer(self, rest, office):
        case = register(rest, office, approver="reviewer1")
        made = filing(rest, case)
        rest("handler1").step(made, "submit", "建议立案。")
        rest("reviewer1").step(made, "endorse")
        answer = rest("reviewer1").post(f"{made}/@workflow/approve", {"comment": "批准。"})
        refused(answer, rule="APR-1", article=31)

    @pytest.mark.parametrize("comment", ["", "   ", None])
    def test_opinion_in_words(self, rest, case, comment):
        made = filing(rest, case)
        rest("handler1").step(made, "submit", "建议立案。")
        body = {"comment": comment}
        refused(
            rest("reviewer1").post(f"{made}/@workflow/endorse", body), rule="APR-1", words="意见"
        )
        rest("reviewer1").step(made, "endorse", "同意。")
        refused(
            rest("approver1").post(f"{made}/@workflow/approve", body), rule="APR-1", words="意见"
        )
        assert rest("handler1").get(made).json()["review_state"] == "in_approval"

    def test_comment_that_is_no_text(self, rest, case):
        made = filing(rest, case)
        for comment in (7, ["建议"], {"意见": "建议"}):
            answer = rest("handler1").post(f"{made}/@workflow/submit", {"comment": comment})
            malformed(answer, "comment")

    def test_not_his_turn(self, rest, case):
        made = filing(rest, case)
        rest("handler1").step(made, "submit", "建议立案。")
        for who, step in (
            ("handler1", "endorse"),
            ("handler1", "approve"),
            ("handler2", "endorse"),
            ("approver1", "endorse"),
            ("approver1", "approve"),
            ("reviewer1", "approve"),
            ("approver1", "send_back"),
        ):
            answer = rest(who).post(f"{made}/@workflow/{step}", {"comment": "同意。"})
            refused(answer, rule="APR-1" if step != "send_back" else "", article=31)
        assert rest("handler1").get(made).json()["review_state"] == "in_review"
        assert rest("handler3").post(f"{made}/@workflow/endorse").status_code == 401

    def test_sent_back_with_its_reason(self, rest, case):
        made = filing(rest, case)
        rest("handler1").step(made, "submit", "建议立案。")
        answer = rest("reviewer1").post(f"{made}/@workflow/send_back", {"comment": " "})
        refused(answer, article=31, words="理由")
        assert rest("reviewer1").step(made, "send_back", "事实不清。")["review_state"] == "draft"

    @pytest.mark.parametrize("step", ["dance", "立案", "file", "..", "finalize/now"])
    def test_unknown_transition(self, rest, case, step):
        made = filing(rest, case)
        answer = rest("handler1").post(f"{made}/@workflow/{step}", {"comment": "同意。"})
        assert answer.status_code in (400, 404, 409), answer.text
        assert rest("handler1").get(made).json()["review_state"] == "draft"

    def test_no_transition(self, rest, case):
        malformed(rest("handler1").post(f"{filing(rest, case)}/@workflow"), "步骤")


class TestGates:
    def test_section_that_does_not_enforce(self, rest, office):
        case = register(rest, office, section="综合科（示例）")
        chain(rest, filing(rest, case))
        answer = rest("handler1").post(f"{case['url']}/@workflow/file")
        refused(answer, rule="SCOPE-1", article=2, words="综合科（示例）")
        now = rest("handler1").get(case["url"]).json()
        assert (now["review_state"], now["number"]) == ("registered", None)
        rest("handler1").patch(case["url"], {"section": "执法科（示例）"})
        rest("handler1").step(case["url"], "file")

    def test_investigation_without_approved_filing(self, rest, case):
        rest("handler1").step(case["url"], "file")
        answer = rest("handler1").post(f"{case['url']}/@workflow/investigate")
        refused(answer, rule="CAS-1", article=8, words="立案")
        made = filing(rest, case)
        rest("handler1").step(made, "submit", "建议立案。")
        refused(rest("handler1").post(f"{case['url']}/@workflow/investigate"), rule="CAS-1")
        rest("reviewer1").step(made, "endorse")
        rest("approver1").step(made, "approve")
        rest("handler1").step(case["url"], "investigate")

    @pytest.mark.parametrize(
        ("field", "word"), [("reasons", "理由"), ("remedies", "复议"), ("facts", "事实")]
    )
    def test_decision_that_lacks_a_part(self, rest, case, field, word):
        told(rest, case)
        made = decision(rest, case, **{field: "  "})
        answer = rest("handler1").post(f"{made}/@workflow/submit", {"comment": "建议处罚。"})
        refused(answer, rule="DEC-1", article=18, words=word)
        now = rest("handler1").get(made).json()
        assert now["review_state"] == "draft"
        rest("handler1").patch(made, {field: "写明。"})
        rest("handler1").step(made, "submit", "建议处罚。")

    def test_decision_without_a_basis(self, rest, office):
        for bases in ([], [office["others_basis"]]):
            case = register(rest, office, legal_basis=bases)
            made = decision(rest, case)
            answer = rest("handler1").post(f"{made}/@workflow/submit", {"comment": "建议处罚。"})
            refused(answer, rule="AUTH-1", words="依据")
            assert rest("handler1").get(made).json()["review_state"] == "draft"

    def test_return_of_a_case_needs_its_reason(self, rest, case):
        file_case(rest, case)
        answer = rest("handler1").post(f"{case['url']}/@workflow/return_to_registered")
        refused(answer, article=31, words="理由")


class TestReceipts:
    def test_unnumbered_paper_is_not_served(self, rest, case):
        told = notice(rest, case)
        handler = rest("handler1")
        answer = handler.post(case["url"], receipt_body(case, [told]))
        malformed(answer, "第十九条", "事先告知书", "文号")
        assert held(rest, case, "DeliveryReceipt") == 0
        handler.step(told, "submit", "建议告知。")
        malformed(handler.post(case["url"], receipt_body(case, [told])), "第十九条")
        rest("reviewer1").step(told, "endorse")
        rest("approver1").step(told, "approve")
        made = handler.made(case["url"], receipt_body(case, [told]))
        draft = decision(rest, case)
        malformed(handler.patch(made, {"served": [told, draft]}), "第十九条", "决定书")
        assert [each["@id"] for each in handler.get(made).json()["served"]] == [told]

    def test_day_of_service_is_never_typed(self, rest, case):
        told = notice(rest, case)
        chain(rest, told)
        handler = rest("handler1")
        made = handler.made(case["url"], receipt_body(case, [told], served_at="2020-01-01"))
        assert handler.get(made).json()["served_at"] is None
        handler.patch(made, {"served_at": "2020-01-01"})
        assert handler.get(made).json()["served_at"] is None

    def test_rows_of_a_public_notice(self, rest, case):
        told = notice(rest, case)
        chain(rest, told)
        handler = rest("handler1")
        body = receipt_body(case, [told], method="public_notice")
        for rows, words in (
            ([{"newspaper": "x"}], "newspaper"),
            (["示例日报"], "对象"),
            ([{"medium": "示例日报", "posted_at": "昨天"}], "昨天"),
        ):
            malformed(handler.post(case["url"], {**body, "media": rows}), words)
        row = {"medium": "示例日报", "posted_at": f"{DAY}T09:00:00+08:00", "evidence": "报样"}
        made = handler.made(case["url"], {**body, "media": [row]})
        assert handler.get(made).json()["media"] == [row]


class TestMoments:
    @pytest.mark.parametrize(
        "at", ["yesterday", "2026-13-01T00:00:00+08:00", "2026-03-06T25:00", "", "6/3/2026", "7"]
    )
    def test_malformed_at(self, rest, case, at):
        answer = rest("handler1").get(f"{case['url']}/@compliance", at=at)
        malformed(answer, "2026-03-06T10:00:00+08:00")

    def test_plus_that_came_as_a_space(self, rest, case):
        client = rest("handler1")
        url = f"{case['url']}/@compliance"
        same = [
            client.http.get(f"{url}?at={at}").json()["at"]
            for at in (
                "2026-03-06T10:00:00+08:00",
                "2026-03-06T10:00:00%2B08:00",
                "2026-03-06T10:00:00",
                "2026-03-06T02:00:00Z",
            )
        ]
        assert set(same) == {"2026-03-06T10:00:00+08:00"}


class TestPapers:
    def test_converter_is_down(self, rest, case, monkeypatch):
        monkeypatch.delenv("RECORDS_OFFICE_SOCKET", raising=False)
        scene = inspection(rest, case)
        answer = rest("handler1").post(f"{scene}/@paper", {"formats": ["docx", "pdf"]})
        assert answer.status_code == 201
        made = answer.json()
        assert (made["pdf_state"], made["pdf"]) == ("failed", None)
        assert "转换失败" in made["pdf_problem"]
        assert rest("handler1").get(f"{scene}/@paper/1/docx").status_code == 200
        assert rest("handler1").get(f"{scene}/@paper/1/pdf").status_code == 404

    @pytest.mark.parametrize("formats", ["docx", ["odt"], {"docx": True}, [["docx"]], 7])
    def test_formats(self, rest, case, formats):
        scene = inspection(rest, case)
        answer = rest("handler1").post(f"{scene}/@paper", {"formats": formats})
        malformed(answer, "docx")
        assert rest("handler1").get(f"{scene}/@paper").json()["items"] == []

    @pytest.mark.parametrize("path", ["2/docx", "1/odt", "x/docx", "1", "0/docx", "1/docx/x"])
    def test_no_such_version(self, rest, case, path):
        scene = inspection(rest, case)
        rest("handler1").post(f"{scene}/@paper", {"formats": ["docx"]})
        assert rest("handler1").get(f"{scene}/@paper/{path}").status_code == 404

    def test_paper_without_a_template(self, rest, case, manager):
        """Without one for recordings, asking for it says so, and finalizing goes on."""
        manager.step("templates/audio_visual", "retire", "")
        made = recording(rest, case, inspection(rest, case)).json()["@id"]
        refused(rest("handler1").post(f"{made}/@paper"), article=18, words="音像入库记录")
        rest("handler1").step(made, "finalize")
        assert rest("handler1").get(f"{made}/@paper").json()["items"] == []

    def test_party_has_no_paper(self, rest, case):
        assert rest("handler1").post(f"{case['party']}/@paper").status_code == 404
