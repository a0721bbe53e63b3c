"""What the town says of itself: the values that fill answers, pages and blanks."""

from django.db import models


class Profile(models.Model):
    """自治体プロフィール, one row a town (id 1)."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    name_en = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=4, blank=True, help_text="市・町・村")
    character = models.CharField(max_length=300, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    mayor = models.CharField(max_length=40, blank=True)
    mayor_title = models.CharField(max_length=10, blank=True)
    postal_code = models.CharField(max_length=8, blank=True)
    address = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    fax = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    site = models.URLField(blank=True)
    weekday_hours = models.CharField(max_length=60, blank=True, help_text="8:30-17:15")
    closed_days = models.CharField(max_length=120, blank=True)
    extra_hours = models.CharField(max_length=200, blank=True)
    mascot = models.JSONField(default=dict, help_text="name, kana, greeting, tone")
    districts = models.JSONField(default=list)
    garbage_areas = models.JSONField(default=list)
    suggested_questions = models.JSONField(default=dict, help_text="always and by season")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="profile_is_one_row")]

    def __str__(self) -> str:
        return self.name_en or "profile"
