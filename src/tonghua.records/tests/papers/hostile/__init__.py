"""Templates that somebody means ill with (恶意模板): a corpus, each with the words of its refusal.

``files`` are whole files, built from a good one; ``writings`` are texts in a good file. What is added
here is tried by ``test_hostile`` in the renderer and on the site.
"""
