"""A REST client as small as the tests need."""

from __future__ import annotations

from typing import Any

import requests


class Rest:
    """Calls a site's REST interface as one person; paths are relative to the site or whole URLs."""

    def __init__(self, url: str, who: tuple[str, str] | None) -> None:
        self.url = url
        self.session = requests.Session()
        self.session.auth = who
        self.session.headers["Accept"] = "application/json"
        # the machine's proxy settings and .netrc are none of a test's business
        self.session.trust_env = False

    def call(self, method: str, path: str = "", **options: Any) -> requests.Response:
        """Make one call and return the response, whatever its status."""
        url = path if path.startswith("http") else f"{self.url}/{path}".rstrip("/")
        return self.session.request(method, url, timeout=options.pop("timeout", 120), **options)

    def get(self, path: str = "", **params: Any) -> Any:
        """GET JSON; raises on an error status."""
        return self.checked(self.call("GET", path, params=params))

    def post(self, path: str, body: Any = None) -> Any:
        """POST JSON and return the answer; raises on an error status."""
        return self.checked(self.call("POST", path, json={} if body is None else body))

    def patch(self, path: str, body: Any) -> Any:
        """PATCH JSON; raises on an error status."""
        return self.checked(self.call("PATCH", path, json=body))

    def refused(self, method: str, path: str, body: Any = None, status: int = 409) -> Any:
        """Make a call that must be refused with ``status`` and return the answer's JSON."""
        response = self.call(method, path, json=body)
        assert response.status_code == status, (response.status_code, response.text[:2000])
        return response.json()

    @staticmethod
    def checked(response: requests.Response) -> Any:
        """Return a successful answer's JSON, None for an empty one."""
        assert response.ok, (response.request.url, response.status_code, response.text[:2000])
        return response.json() if response.content else None
