"""Household members, representatives, safety notes, transfers, and two records of one person made one."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from accounts.roles import WEB_ROLE

APPEND_ONLY = "casework_personchange, casework_safetynote, casework_casetransfer, casework_personmergerow"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("casework", "0008_instalment_plans_and_budgets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="name_key",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    models.Func(
                        models.Func(
                            models.Func(
                                django.db.models.functions.text.Lower(models.F("name")),
                                models.Value("æ"),
                                models.Value("ae"),
                                function="replace",
                            ),
                            models.Value("ø"),
                            models.Value("oe"),
                            function="replace",
                        ),
                        models.Value("å"),
                        models.Value("aa"),
                        function="replace",
                    ),
                    models.Value("áàâãäçćčéèêëęğíìîïıłñńóòôõöśşšúùûüýźżž"),
                    models.Value("aaaaaccceeeeegiiiiilnnooooosssuuuuyzzz"),
                    function="translate",
                    output_field=models.CharField(),
                ),
                output_field=models.CharField(max_length=400),
            ),
        ),
        migrations.CreateModel(
            name="CaseTransfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to_name", models.CharField(max_length=100, verbose_name="municipality")),
                ("moved_on", models.DateField(verbose_name="moved on")),
                ("informed_on", models.DateField(blank=True, null=True, verbose_name="informed on")),
                ("informed_basis", models.CharField(blank=True, max_length=300, verbose_name="legal basis or consent")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
        ),
        migrations.CreateModel(
            name="DistinctPeople",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="PersonChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("contact", "Contact data"),
                            ("protected", "Address protected"),
                            ("merged", "Merged"),
                            ("merge_undone", "Merge undone"),
                        ],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                ("detail", models.JSONField(default=dict, verbose_name="facts")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
        ),
        migrations.CreateModel(
            name="PersonMerge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("merged_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PersonMergeRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=60)),
                ("row_id", models.BigIntegerField()),
                ("before", models.JSONField()),
                ("after", models.JSONField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("guardian", "Guardian"),
                            ("power_of_attorney", "Holder of a power of attorney"),
                            ("lawyer", "Lawyer"),
                            ("relative", "Relative with consent"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                ("phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("may", models.CharField(max_length=300, verbose_name="may")),
                ("starts_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="SafetyNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="what to mind")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="to be looked at again on")),
                ("is_ended", models.BooleanField(default=False, verbose_name="ended")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="person",
            name="casework_person_cpr_once",
        ),
        migrations.AddField(
            model_name="caseperson",
            name="age",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="age"),
        ),
        migrations.AddField(
            model_name="caseperson",
            name="age_on",
            field=models.DateField(blank=True, null=True, verbose_name="age told on"),
        ),
        migrations.AddField(
            model_name="caseperson",
            name="ended_on",
            field=models.DateField(blank=True, null=True, verbose_name="until"),
        ),
        migrations.AddField(
            model_name="caseperson",
            name="is_child",
            field=models.BooleanField(db_default=False, default=False, verbose_name="child under 18"),
        ),
        migrations.AddField(
            model_name="caseperson",
            name="lives_elsewhere",
            field=models.BooleanField(db_default=False, default=False, verbose_name="lives elsewhere"),
        ),
        migrations.AddField(
            model_name="caseperson",
            name="needs_help",
            field=models.BooleanField(blank=True, null=True, verbose_name="needs help"),
        ),
        migrations.AddField(
            model_name="caseperson",
            name="relation",
            field=models.CharField(
                blank=True,
                choices=[
                    ("partner", "Partner"),
                    ("child", "Child"),
                    ("parent", "Parent"),
                    ("sibling", "Brother or sister"),
                    ("relative", "Other relative"),
                    ("lodger", "Lodger"),
                    ("subtenant", "Subtenant"),
                    ("subtenants_family", "The subtenant's family"),
                    ("other", "Other"),
                ],
                db_default="",
                default="",
                max_length=20,
                verbose_name="relation",
            ),
        ),
        migrations.AddField(
            model_name="caseperson",
            name="version",
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name="person",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_people",
                to="casework.person",
            ),
        ),
        migrations.AlterField(
            model_name="caseevent",
            name="kind",
            field=models.CharField(
                choices=[
                    ("opened", "Case opened"),
                    ("refreshed", "New arrears list"),
                    ("notice", "Notice received"),
                    ("vanished", "Gone from the arrears list"),
                    ("paid", "Reported paid"),
                    ("warning_withdrawn", "Arrears withdrawn by the association"),
                    ("statement_undone", "Taken back by the association"),
                    ("list_undone", "Arrears list undone"),
                    ("taken", "Taken"),
                    ("assigned", "Handed over"),
                    ("given_back", "Given back"),
                    ("contact", "Contact attempt"),
                    ("intervention", "Intervention"),
                    ("intervention_changed", "Intervention changed"),
                    ("decision_draft", "Draft decision"),
                    ("party_hearing", "Hearing of the party"),
                    ("decision", "Decision"),
                    ("decision_sent", "Decision sent"),
                    ("complaint", "Complaint"),
                    ("complaint_step", "Complaint taken further"),
                    ("guarantee", "Payment guarantee"),
                    ("guarantee_step", "Payment guarantee taken further"),
                    ("note", "Note"),
                    ("course_opened", "Legal course opened"),
                    ("legal_step", "Legal step"),
                    ("legal_step_corrected", "Legal step corrected"),
                    ("eviction", "Eviction recorded"),
                    ("plan_agreed", "Instalment plan agreed"),
                    ("plan_changed", "Instalment plan changed"),
                    ("plan_ended", "Instalment plan ended"),
                    ("payment", "Payment reported"),
                    ("payment_corrected", "Payment corrected"),
                    ("instalment_missed", "Instalment missed"),
                    ("budget", "Budget made"),
                    ("budget_changed", "Budget changed"),
                    ("follow_up", "Follow-up date"),
                    ("background", "Background"),
                    ("household", "Household"),
                    ("people", "People of the home"),
                    ("person_data", "Contact data"),
                    ("representative", "Representative"),
                    ("safety_note", "Safety note"),
                    ("merged", "The same person"),
                    ("transferred", "Moved to another municipality"),
                    ("restricted", "Access restricted"),
                    ("participant", "Access given"),
                    ("summary", "Summary"),
                    ("contact_point", "Number or address"),
                    ("avoided_mode", "Do not contact this way"),
                    ("attendance", "Attendance in court"),
                    ("eviction_check", "Checklist of the eviction"),
                    ("statistics_fact", "For the statistics"),
                    ("closed", "Case closed"),
                    ("reopened", "Case reopened"),
                ],
                max_length=30,
                verbose_name="event",
            ),
        ),
        migrations.AlterField(
            model_name="caseperson",
            name="role",
            field=models.CharField(
                choices=[("tenant", "Tenant"), ("member", "Household member"), ("occupant", "Occupant")],
                default="tenant",
                max_length=10,
                verbose_name="part",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("cpr_hash__isnull", False)),
                fields=["municipality", "cpr_hash"],
                name="casework_person_cpr",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("birth_date__isnull", False), ("merged_into__isnull", True)),
                fields=["municipality", "birth_date"],
                name="casework_person_born",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name_key"], name="casework_person_name", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="caseperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("age__isnull", True), ("age_on__isnull", True)),
                    models.Q(("age__isnull", False), ("age__lte", 120), ("age_on__isnull", False)),
                    _connector="OR",
                ),
                name="casework_case_person_age",
                violation_error_message="An age lies between 0 and 120.",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="casework_person_merged_else",
            ),
        ),
        migrations.AddField(
            model_name="casetransfer",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="transfers", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="casetransfer",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="casetransfer",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="casetransfer",
            name="to_municipality",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="accounts.municipality",
            ),
        ),
        migrations.AddField(
            model_name="distinctpeople",
            name="first",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person"
            ),
        ),
        migrations.AddField(
            model_name="distinctpeople",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="distinctpeople",
            name="said_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="distinctpeople",
            name="second",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.person"
            ),
        ),
        migrations.AddField(
            model_name="personchange",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="personchange",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="casework.person"
            ),
        ),
        migrations.AddField(
            model_name="personchange",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="gone",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="merges_away", to="casework.person"
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="kept",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="merges", to="casework.person"
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="merged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="personmerge",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="personmergerow",
            name="merge",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="casework.personmerge"
            ),
        ),
        migrations.AddField(
            model_name="personmergerow",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="representative",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="representatives", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="representative",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="representative",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="representatives", to="casework.person"
            ),
        ),
        migrations.AddField(
            model_name="representative",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="safetynote",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="safety_notes", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="safetynote",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="safetynote",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="casetransfer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("informed_basis", ""), ("informed_on__isnull", True)),
                    models.Q(("informed_basis__gt", ""), ("informed_on__isnull", False)),
                    _connector="OR",
                ),
                name="casework_transfer_informed_pair",
                violation_error_message="Say on what basis the other municipality was informed, or leave both fields empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="distinctpeople",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="casework_distinct_once"),
        ),
        migrations.AddConstraint(
            model_name="distinctpeople",
            constraint=models.CheckConstraint(
                condition=models.Q(("first__lt", models.F("second"))), name="casework_distinct_in_order"
            ),
        ),
        migrations.AddIndex(
            model_name="personchange",
            index=models.Index(fields=["person", "-id"], name="casework_person_change"),
        ),
        migrations.AddConstraint(
            model_name="personmerge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)),
                fields=("gone",),
                name="casework_merge_once",
                violation_error_message="This person was merged already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="personmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("gone")), _negated=True), name="casework_merge_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="personmerge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("undone_at__isnull", True), ("undone_by__isnull", True)),
                    models.Q(("undone_at__isnull", False), ("undone_by__isnull", False)),
                    _connector="OR",
                ),
                name="casework_merge_undone_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="personmergerow",
            constraint=models.UniqueConstraint(fields=("merge", "table", "row_id"), name="casework_merge_row_once"),
        ),
        migrations.AddConstraint(
            model_name="representative",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_on__isnull", True), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                name="casework_representative_period",
                violation_error_message="The last day is before the first.",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetynote",
            constraint=models.UniqueConstraint(fields=("case", "version"), name="casework_safety_note_in_turn"),
        ),
        migrations.AddConstraint(
            model_name="safetynote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_ended", True), ("review_on__isnull", True)),
                    models.Q(("is_ended", False), ("review_on__isnull", False)),
                    _connector="OR",
                ),
                name="casework_safety_note_review",
            ),
        ),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {APPEND_ONLY} FROM {WEB_ROLE}",
            f"GRANT UPDATE, DELETE ON {APPEND_ONLY} TO {WEB_ROLE}",
        ),
    ]
