"""A person's calendar as a calendar client reads it: without a login."""

import pytest
import requests
from icalendar import Calendar

URL = "@calendar-address"


@pytest.fixture
def address(rest):
    """``address("handler1")``: a new secret address of somebody."""

    def make(username):
        answer = rest(username).post(URL)
        assert answer.status_code == 201, answer.text
        return answer.json()["url"]

    return make


@pytest.fixture
def read():
    """``read(url)``: the events of a calendar, in its order."""

    def events(url):
        answer = requests.get(url, timeout=60)
        assert answer.status_code == 200, answer.text
        return list(Calendar.from_ical(answer.content).walk("VEVENT"))

    return events
