"""An officer's certificates before the present one (换证), kept as they are renewed (article 9).

Kept beside the fields as a tuple of plain rows; an edit of one end alone corrects the register.
"""

from tonghua.records.core.certificates import certificate_of, is_renewal


def on_added(officer, event):
    officer.certificate_seen = _present(officer)


def on_modified(officer, event):
    """Keep the certificate that was registered until now where a new one follows it."""
    present, before = _present(officer), officer.certificate_seen
    if present == before:
        return
    if before is not None and is_renewal(certificate_of(before), certificate_of(present)):
        officer.former_certificates = (*officer.former_certificates, before)
    officer.certificate_seen = present


def _present(officer):
    return {
        "certificate_number": officer.certificate_number or "",
        "valid_from": officer.valid_from,
        "valid_until": officer.valid_until,
        "scope": officer.scope or "",
    }
