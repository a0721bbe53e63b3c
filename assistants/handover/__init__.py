"""From the assistant to a person: a resident asks for one, a desk answers in the same chat."""
