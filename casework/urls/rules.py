"""Addresses of the municipality's rules and the code book."""

from django.urls import URLPattern, path

from ..views import legal_parameters, rules, rules_codes

urlpatterns: list[URLPattern] = [
    path("rules/", rules.rule_list, name="rule-list"),
    path("rules/opening/new/", rules.opening_rule_new, name="opening-rule-new"),
    path("rules/opening/<int:pk>/withdraw/", rules.opening_rule_withdraw, name="opening-rule-withdraw"),
    path("rules/lead-days/", rules.lead_days, name="lead-days"),
    path("rules/legal/", legal_parameters.parameter_list, name="legal-parameter-list"),
    path("rules/legal/<slug:code>/new/", legal_parameters.parameter_new, name="legal-parameter-new"),
    path("rules/legal/<int:pk>/withdraw/", legal_parameters.parameter_withdraw, name="legal-parameter-withdraw"),
    path("codes/", rules_codes.code_list, name="code-list"),
    path("codes/new/", rules_codes.code_new, name="code-new"),
    path("codes/<int:pk>/close/", rules_codes.code_close, name="code-close"),
]
