"""Somebody who signs in: in a town's schema its staff, in the public one an operator."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class PersonManager(BaseUserManager["Person"]):
    """Makes people; the address is the sign-in name."""

    def create_user(self, *, email: str, name: str, password: str | None = None, **fields: object) -> "Person":
        """A person who can sign in once a password is set."""
        person = self.model(email=email.strip().lower(), name=name, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """職員. Two towns may each have a person of the same address; they are strangers."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=60)
    kana = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False, help_text="true only in the public schema")
    language = models.CharField(max_length=5, default="ja")
    joined_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["kana", "id"]
        verbose_name = "職員"

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """allauth and mail templates ask for it."""
        return self.name

    def get_short_name(self) -> str:
        """As above."""
        return self.name
