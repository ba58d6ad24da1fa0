"""Taking a recording in (入库, article 26): its hash and the moment, once."""

from hashlib import sha256

from tonghua.records.moments import now

CHUNK = 1024 * 1024


def hash_of(media):
    """The SHA-256 of a blob, read in pieces."""
    digest = sha256()
    with media.open() as stream:
        while piece := stream.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()


def on_added(recording, event):
    """Note hash and moment of intake; an import has brought the moment of its own."""
    if recording.media is not None:
        recording.sha256 = hash_of(recording.media)
        recording.ingested_at = recording.ingested_at or now()


def on_modified(recording, event):
    """Another file in a draft is taken in anew."""
    found = hash_of(recording.media) if recording.media is not None else None
    if found != recording.sha256:
        recording.sha256 = found
        recording.ingested_at = now() if found else None
