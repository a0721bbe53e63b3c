"""Exports of the conversation log: made by a worker, handed to the person who asked, gone after a day."""
