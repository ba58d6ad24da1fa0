"""The people of the test office (示例): username → (full name, roles)."""

USERS = {
    "handler1": ("示例甲", ["Case Handler"]),
    "handler2": ("示例乙", ["Case Handler"]),
    "reviewer1": ("示例丙", ["Case Reviewer"]),
    "approver1": ("示例戊", ["Case Approver"]),
    "legal1": ("示例丁", ["Legal Reviewer"]),
    "archivist1": ("示例己", ["Archivist"]),
    "supervisor1": ("示例庚", ["Supervisor"]),
    "secrecy1": ("示例壬", ["Secrecy Officer"]),
    "handler3": ("示例癸", ["Case Handler"]),
    "siteadmin1": ("示例管理员", ["Site Administrator"]),
}
