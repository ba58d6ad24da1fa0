"""REST as one person sees it."""

from urllib.parse import quote

import requests


class Client:
    """Calls by path below the site; every answer is the ``requests`` response."""

    def __init__(self, base, username=None, password=""):
        self.base = base
        self.http = requests.Session()
        self.http.headers["Accept"] = "application/json"
        if username:
            self.http.auth = (username, password)

    def url(self, path):
        return path if path.startswith("http") else f"{self.base}/{path}"

    def get(self, path, **params):
        return self.http.get(self.url(path), params=params)

    def post(self, path, body=None):
        return self.http.post(self.url(path), json=body or {})

    def patch(self, path, body):
        return self.http.patch(self.url(path), json=body)

    def delete(self, path):
        return self.http.delete(self.url(path))

    def made(self, path, body):
        """POST that must make something; its URL."""
        answer = self.post(path, body)
        assert answer.status_code == 201, answer.text
        return answer.json()["@id"]

    def step(self, item, transition, comment="同意。"):
        """Take a step that must succeed; the answer's JSON."""
        answer = self.post(f"{item}/@workflow/{quote(transition)}", {"comment": comment})
        assert answer.status_code == 200, answer.text
        return answer.json()
