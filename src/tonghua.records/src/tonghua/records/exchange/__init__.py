"""导入和导出: cases in and out of the system as one JSON file."""
