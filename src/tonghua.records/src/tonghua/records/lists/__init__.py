"""Lists (案件列表、登记簿): what they are found by, shown as, and saved as a spreadsheet."""
