"""The town's guide: picture and tone, and the questions that are offered by season, hour and page."""
