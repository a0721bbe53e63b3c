"""公用文の確認: what is not written as public papers are, by written rules; no model, nothing leaves the town."""
