"""One parser a format: bytes in, ParsedDocument out; nothing is executed, nothing is fetched."""
