"""Batches (批量生成文书): the papers of many records at once, as one ZIP or one merged PDF.

A job is worked off by the page or program that wants it, a slice a request: the system has no
queue of tasks, and a batch that nobody looks at any more may stand still.
"""
