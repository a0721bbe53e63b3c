"""Which tables stand where: in each town's schema, in the public one, or in both."""

from typing import Any

from django_tenants.routers import TenantSyncRouter

from tenants.border.current import PUBLIC_SCHEMA, current_place

PUBLIC_ONLY = frozenset(
    {
        "tenants.consortium",
        "tenants.municipality",
        "tenants.domain",
        "tenants.blueprint",
        "tenants.openwork",
        "tenants.townstanding",
        "tenants.townmonth",
        "tenants.townalert",
        "tenants.backupnote",
        "tenants.operatornotice",
        "tenants.noticedelivery",
        "tenants.operatorpost",
        "tenants.supportpass",
    }
)
PUBLIC_ONLY_APPS = frozenset({"billing", "template_library"})
EVERYWHERE_APPS = frozenset(
    # Operators are people of the public schema: what sign-in needs stands there too.
    {"contenttypes", "auth", "sessions", "account", "mfa", "usersessions", "socialaccount", "audit_log"}
)
EVERYWHERE = frozenset({"tenants.person", "tenants.invitation", "tenants.cacheentry"})
# A model named `App.Model` here overrides its app: templates and billing keep some tables inside the town.
TOWN_ONLY: frozenset[str] = frozenset(
    f"template_library.{name}"
    for name in (
        "offering",
        "adoption",
        "proofrun",
        "proofresult",
        "librarysettings",
        "librarymail",
        "towntext",
        "towntextversion",
    )
)


def stands_in(*, schema_name: str, app_label: str, model_name: str | None) -> bool:
    """Whether the table of a model belongs into a schema. `model_name` None: an operation on no single model."""
    label = f"{app_label}.{model_name.lower()}" if model_name else ""
    if label in EVERYWHERE or (app_label in EVERYWHERE_APPS and label not in TOWN_ONLY):
        return True
    public_only = label in PUBLIC_ONLY or (app_label in PUBLIC_ONLY_APPS and label not in TOWN_ONLY)
    return public_only == (schema_name == PUBLIC_SCHEMA)


class BorderRouter(TenantSyncRouter):  # type: ignore[misc]
    """Lets a migration touch a schema only where the table belongs."""

    def allow_migrate(self, db: str, app_label: str, model_name: str | None = None, **hints: Any) -> bool:
        """Django asks before each operation; outside of a place nothing may be migrated."""
        place = current_place()
        if place is None:
            return False
        name = model_name or hints.get("model_name")
        return stands_in(schema_name=place.schema_name, app_label=app_label, model_name=name)
