"""DOCX to PDF by one LibreOffice that is kept warm, in a process of its own.

`python -m tonghua.records.papers.converter --socket PATH` serves `POST /convert` and
`GET /status` over a Unix socket; `client.convert` is what the site calls.
"""
