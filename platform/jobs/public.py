"""What other apps may use of jobs."""

from jobs.job import DueJob, DueJobQuerySet, Job, LostJob
from jobs.slices import work_in_slices
from jobs.sweep import lost

__all__ = ["DueJob", "DueJobQuerySet", "Job", "LostJob", "lost", "work_in_slices"]
