"""DOCX to PDF by LibreOffices that are kept warm, in a process of its own.

`python -m tonghua.records.papers.converter --socket PATH --workers N` serves `POST /convert` and
`GET /status` over a Unix socket; `client.convert` is what the site calls.
"""
