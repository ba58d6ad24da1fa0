"""The papers (文书) of a record: templates, generation to DOCX and PDF, versions.

`render`, `check` and what they use are pure Python on docxtpl and know nothing of Zope;
`converter` is a process of its own that keeps LibreOffice warm.
"""
