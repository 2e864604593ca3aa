"""People: signed in by e-mail, with a name, a photo and their own settings."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from factchecks.roles import Role


class UserManager(BaseUserManager["User"]):
    """Makes people by e-mail address."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str, password: str | None = None, **extra: Any) -> "User":
        user = self.model(email=self.normalize_email(email), name=name, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(email, name, password, is_staff=True, is_superuser=True, **extra)


class Theme(models.TextChoices):
    """How a person wants the pages to look."""

    SYSTEM = "system", "As the device"
    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class User(AbstractUser):
    """A person on staff. There is no username: the e-mail address, without regard to case, is the name."""

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField("e-mail", unique=True)
    name = models.CharField(max_length=120)
    photo = models.CharField(max_length=64, blank=True, editable=False, help_text="sha256 of a re-encoded image")
    language = models.CharField(max_length=12, default="en-gb")
    time_zone = models.CharField(max_length=50, default="UTC")
    theme = models.CharField(max_length=6, choices=Theme, default=Theme.SYSTEM)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        ordering = ("name", "id")
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="There is a person with this e-mail address already.",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def initials(self) -> str:
        """Up to two letters for the avatar."""
        words = self.name.split() or [self.email]
        return "".join(word[0] for word in (words[0], words[-1])[: min(len(words), 2)]).upper()

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split()[0] if self.name else self.email

    def check_password(self, raw_password: str | None) -> bool:
        return not settings.OIDC_ONLY and super().check_password(raw_password)

    def has_usable_password(self) -> bool:
        """Nobody has where passwords are turned off: no page then asks for one, and none opens anything."""
        return not settings.OIDC_ONLY and super().has_usable_password()

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """As Django, but about one object a superuser is asked like everybody else: four eyes hold for all."""
        if obj is None:
            return super().has_perm(perm)
        return self.is_active and any(backend.has_perm(self, perm, obj) for backend in get_backends())


def admins(limit: int = 2) -> list[User]:
    """Whom to ask for a right or a desk: the first admins by name, else superusers. One query."""
    gives = models.Q(groups__name=Role.ADMIN.value) | models.Q(is_superuser=True)
    return list(User.objects.filter(gives, is_active=True).order_by("is_superuser", "name", "id").distinct()[:limit])
