"""审批: the chain of handler, reviewer and approver (articles 17, 31)."""
