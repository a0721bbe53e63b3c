"""Which consortium an operator serves. An operator without a post serves every consortium of the installation."""

from django.db import models


class OperatorPost(models.Model):
    """運営担当の所属. The person by plain id: deleting a person asks in each schema for what points there."""

    person_id = models.BigIntegerField()
    consortium = models.ForeignKey("tenants.Consortium", on_delete=models.CASCADE, related_name="posts")

    class Meta:
        verbose_name = "運営担当の所属"
        constraints = [models.UniqueConstraint(fields=["person_id", "consortium"], name="operator_post_once")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.consortium_id}"
