"""The residents' door on LINE: events in by webhook, worked on by workers, answers out by reply or push."""
