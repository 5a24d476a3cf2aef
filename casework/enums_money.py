"""The fixed words of agreements about money: instalment plans, payments and budgets."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AgreedWith(TextChoices):
    """With whom the household agreed to pay in instalments."""

    ASSOCIATION = "association", _("Housing association")
    COURT = "court", _("Settlement in the bailiff court")
    MUNICIPALITY = "municipality", _("Municipality")


class Rhythm(TextChoices):
    """How the instalments follow each other."""

    MONTHLY = "monthly", _("Every month")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    WEEKLY = "weekly", _("Every week")
    FREE = "free", _("Days and amounts as agreed")


class PlanEnd(TextChoices):
    """Why a plan no longer runs, other than that it was paid."""

    BROKEN = "broken", pgettext_lazy("instalment plan", "Broken")
    REPLACED = "replaced", pgettext_lazy("instalment plan", "Replaced by another plan")
    ENDED = "ended", pgettext_lazy("instalment plan", "Ended")


class PlanStanding(TextChoices):
    """How a plan stands on a day."""

    KEPT = "kept", pgettext_lazy("instalment plan", "Kept")
    BEHIND = "behind", pgettext_lazy("instalment plan", "An instalment is not reported paid")
    BROKEN = "broken", pgettext_lazy("instalment plan", "Broken")
    PAID = "paid", pgettext_lazy("instalment plan", "Paid")
    ENDED = "ended", pgettext_lazy("instalment plan", "Ended")


class PaymentSource(TextChoices):
    """Who told of a payment."""

    ASSOCIATION = "association", _("Housing association")
    TENANT = "tenant", _("Tenant")
    CASEWORKER = "caseworker", _("Caseworker, who has seen proof")


class BudgetKind(TextChoices):
    """What a line of a household's monthly budget is about."""

    WAGES = "wages", _("Wages")
    BENEFIT = "benefit", _("Cash benefit or other public support")
    PENSION = "pension", _("Pension")
    STUDY_GRANT = "study_grant", _("Study grant")
    HOUSING_BENEFIT = "housing_benefit", _("Housing benefit")
    CHILD_BENEFIT = "child_benefit", _("Child benefits")
    OTHER_INCOME = "other_income", _("Other income")
    RENT = "rent", _("Rent")
    HEATING = "heating", _("Electricity, heating and water beside the rent")
    INSURANCE = "insurance", _("Insurance and unemployment fund")
    PHONE = "phone", _("Phone, internet and media")
    TRANSPORT = "transport", _("Transport")
    CHILDCARE = "childcare", _("Day care and maintenance")
    MEDICINE = "medicine", _("Medicine and treatment")
    DEBT = "debt", _("Other debt, per month")
    OTHER_COST = "other_cost", _("Other fixed costs")


#: The lines that bring money in; the others cost.
INCOME_KINDS = (
    BudgetKind.WAGES,
    BudgetKind.BENEFIT,
    BudgetKind.PENSION,
    BudgetKind.STUDY_GRANT,
    BudgetKind.HOUSING_BENEFIT,
    BudgetKind.CHILD_BENEFIT,
    BudgetKind.OTHER_INCOME,
)
COST_KINDS = tuple(kind for kind in BudgetKind if kind not in INCOME_KINDS)
