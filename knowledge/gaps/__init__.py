"""What the town's knowledge lacks: questions without an answer are gathered, ranked, and become FAQ drafts."""
