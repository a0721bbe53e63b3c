"""Two furnished towns for all tests of drafts, without drafts, glossary and models between them."""

import pytest

from assistants.models import Draft, PromptTemplate, TownSpelling, WordForm
from llm_gateway.breaker import BREAKER
from llm_gateway.models import ModelEndpoint
from tenants.models import Policy
from tenants.public import in_town
from tests.channels import emptied, furnished_database
from tests.towns import settle, test_town


@pytest.fixture(scope="package")
def people(django_db_setup: None, django_db_blocker, database_url: str):
    with django_db_blocker.unblock(), furnished_database(database_url):
        yield settle(test_town(0))


@pytest.fixture
def town(people):
    made = emptied(0)
    with in_town(made):
        Draft.objects.all().delete()
        TownSpelling.objects.all().delete()
        WordForm.objects.all().delete()
        PromptTemplate.objects.all().delete()
        ModelEndpoint.objects.all().delete()
        Policy.objects.update(highest_grade_entered=2)
    BREAKER.forget(schema_name=made.schema_name)
    return made
