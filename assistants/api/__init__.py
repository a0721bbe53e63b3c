"""The programs' door: questions, conversations, ratings and sources in JSON and as an event stream."""
