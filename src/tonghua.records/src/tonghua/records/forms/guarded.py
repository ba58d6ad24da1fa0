"""What every form of ours carries besides its fields: token, one-time key, and its draft."""

import json
import re
from urllib.parse import quote

from plone import api
from plone.protect.authenticator import AuthenticatorView, createToken
from zope.i18n import translate

from tonghua.records import _
from tonghua.records.forms import drafts, once
from tonghua.records.forms.store import me
from tonghua.records.moments import now, to_office

AUTHENTICATOR = "_authenticator"

#: control characters that no paper can print; tabs and line ends stay
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")

AGAIN = _("页面打开的时间过长，或者登录的人已经更换，这次没有办理。内容都在，请核对后再按一次。")

#: what the script of a form says
WORDS = {
    "saved": _("已自动保存 ${time}"),
    "offer": _("您有 ${time} 自动保存、尚未提交的内容："),
    "ended": _("登录已经失效，填写的内容还在本页。请在新窗口登录后继续："),
    "login": _("登录"),
    "other": _("现在登录的是另一个人，本页的内容不能由他提交。请用原来的用户登录。"),
    "offline": _("暂时连不上服务器，填写的内容还在本页，稍后会再自动保存。"),
    "restored": _("已恢复自动保存的内容。文件需要重新选择。"),
    "resumed": _("已经重新登录，可以继续。"),
    "leave": _("有尚未保存的内容。"),
    "sending": _("正在办理，请稍候。"),
    "row_added": _("已增加第 ${n} 行。"),
    "row_copied": _("已复制为第 ${n} 行。"),
    "row_removed": _("已删除第 ${n} 行。"),
    "row_moved": _("已移到第 ${n} 行。"),
    "rows_pasted": _("已粘贴 ${n} 行。"),
    "rows_pasted_unread": _(
        "已粘贴 ${n} 行，有 ${m} 处不在可选的项目中，留空（第${rows}行）。请核对后补选。"
    ),
}


def token_holds(request):
    """Whether a request carries a form token of the person who is logged in."""
    return AuthenticatorView(None, request).verify(name=AUTHENTICATOR)


def clean(request):
    """Take control characters out of all text that a form brings."""
    form = request.form
    for name, value in form.items():
        if isinstance(value, str):
            form[name] = printable(value)
        elif isinstance(value, list):
            form[name] = [printable(each) if isinstance(each, str) else each for each in value]


def printable(text):
    """A text without the characters that no paper can print."""
    return CONTROLS.sub("", text)


def clock(moment):
    """10:32, or with the day where it was another one."""
    local = to_office(moment)
    if local.date() == now().date():
        return f"{local:%H:%M}"
    return f"{local.month}月{local.day}日 {local:%H:%M}"


class Guarded:
    """Mix-in for forms: a sending counts once, needs a token, and what is typed is kept.

    ``update`` ends early on a repeated sending, which was led to the first one's result. A
    sending without a token that holds is shown again with all that was typed. Nothing is sent by
    an address alone.
    """

    #: buttons that write nothing
    harmless = ("cancel", "back")

    def update(self):
        if self.request.method == "POST":
            clean(self.request)
            if not self._may_proceed():
                return
        else:
            # an address that names a button does not press it
            for name in self.pressed():
                del self.request.form[name]
        super().update()
        if self._held_back:
            self.status = AGAIN

    _held_back = False

    def _may_proceed(self):
        """Whether the form goes on; buttons are taken off a sending whose token does not hold."""
        pressed = self.pressed()
        if not pressed:
            return True
        if not token_holds(self.request):
            for name in pressed:
                del self.request.form[name]
            self.request.form.pop(AUTHENTICATOR, None)
            self._held_back = True
            return True
        return not once.repeated(self.request)

    def pressed(self):
        """The names of the pressed buttons that write."""
        start = f"{self.prefix}buttons."
        return [
            name
            for name in self.request.form
            if name.startswith(start) and name.removeprefix(start) not in self.harmless
        ]

    def finished(self, url):
        """Note where the sending led; what was kept of it is no longer needed."""
        once.keep(self.request, url)
        drafts.discard(self.draft_id)

    @property
    def draft_id(self):
        """The form's name among a person's drafts: path and view, with the step of an act."""
        place = "/".join(self.context.getPhysicalPath()[len(api.portal.get().getPhysicalPath()) :])
        return f"{place}/{self.draft_name}".lstrip("/")

    @property
    def draft_name(self):
        return self.__name__ or ""

    @property
    def hidden(self):
        """Name and value of what the form carries unseen."""
        return [
            (once.NAME, once.key_of(self.request) or once.new_key()),
            (AUTHENTICATOR, createToken()),
        ]

    @property
    def script_data(self):
        """The form's ``data-`` attributes, which its script reads."""
        portal = api.portal.get().absolute_url()
        draft = drafts.draft_of(self.draft_id) if self.request.method == "GET" else None
        return {
            "data-records-form": "",
            "data-person": me(),
            "data-draft-url": f"{portal}/@@form-draft?form_id={quote(self.draft_id, safe='')}",
            "data-token-url": f"{portal}/@@form-token",
            "data-login-url": f"{portal}/login",
            "data-draft-time": clock(draft.at) if draft is not None else "",
            "data-words": json.dumps(
                {name: translate(said, context=self.request) for name, said in WORDS.items()},
                ensure_ascii=False,
            ),
        }
