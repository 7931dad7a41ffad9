"""What stands around a formula where it is copied from: quotation marks, prompts, comments, a spreadsheet's sign."""
