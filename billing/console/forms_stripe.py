"""Form of a town whose invoices go through Stripe."""

from django import forms

from billing.models import StripeCustomer
from web.public import DateInput


class StripeTownForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic while it runs
    """集金先."""

    class Meta:
        model = StripeCustomer
        fields = ("email", "since", "with_plan")
        widgets = {"since": DateInput()}
