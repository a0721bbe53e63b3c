"""What one person keeps of the 公用文 check: findings they do not want to see again, and texts they saved."""

from datetime import datetime

from django.db import models

from assistants.proofreading.rule import PROFILE_WORDS, Profile


class IgnoredFinding(models.Model):
    """無視した指摘. `mark` is a keyed digest of rule, words and sentence, or without the sentence for everywhere.

    No text stands here; `words` only where the person said 今後も, so that they can take it back by name.
    """

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=32)
    title = models.CharField(max_length=60)
    words = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "mark"], name="ignored_finding_once")]

    def __str__(self) -> str:
        return f"{self.title} {self.words}".strip()


class SavedProofQuerySet(models.QuerySet["SavedProof"]):
    """Filters of saved texts."""

    def of(self, *, person_id: int) -> "SavedProofQuerySet":
        """A person's own: nobody else's is ever loaded."""
        return self.filter(person_id=person_id)

    def older_than(self, *, moment: datetime) -> "SavedProofQuerySet":
        """Not saved again since."""
        return self.filter(saved_at__lt=moment)


class SavedProof(models.Model):
    """保存した文章: only what a person saved by the button, for that person alone."""

    person = models.ForeignKey("tenants.Person", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=80)
    profile = models.CharField(max_length=8, choices=[(profile.value, profile.value) for profile in Profile])
    text = models.TextField()
    saved_at = models.DateTimeField()

    objects = SavedProofQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["person", "title"], name="saved_proof_title_once")]
        indexes = [
            models.Index(fields=["person", "-saved_at"], name="saved_proof_of"),
            models.Index(fields=["saved_at"], name="saved_proof_age"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def profile_words(self) -> str:
        """For whom it is written."""
        return str(PROFILE_WORDS[Profile(self.profile)])
