"""Addresses of a case's instalment plans and budgets."""

from django.urls import URLPattern, path

from ..views import budgets, plans

urlpatterns: list[URLPattern] = [
    path("<int:pk>/plan/", plans.plan_new, name="plan-new"),
    path("<int:pk>/plan/<int:plan_id>/", plans.plan, name="plan"),
    path("<int:pk>/plan/<int:plan_id>/edit/", plans.plan_edit, name="plan-edit"),
    path("<int:pk>/plan/<int:plan_id>/end/", plans.plan_end, name="plan-end"),
    path("<int:pk>/plan/<int:plan_id>/payment/", plans.payment, name="payment"),
    path("<int:pk>/plan/<int:plan_id>/payment/<int:payment_id>/", plans.payment_correct, name="payment-correct"),
    path("<int:pk>/budget/", budgets.budget_new, name="budget-new"),
    path("<int:pk>/budget/<int:budget_id>/", budgets.budget, name="budget"),
    path("<int:pk>/budget/<int:budget_id>/edit/", budgets.budget_edit, name="budget-edit"),
]
