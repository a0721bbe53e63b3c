"""Keep guidelines, policies and rules as texts of the town: written, taken as a file, handed to the knowledge base."""
