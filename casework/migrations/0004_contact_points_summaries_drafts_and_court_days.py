"""Contact points, summaries that are only ever added to, drafts, the day in court, and what is unknown to us."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.roles import WEB_ROLE


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("casework", "0003_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AvoidedMode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mode", models.CharField(max_length=40, verbose_name="mode")),
                ("reason", models.CharField(max_length=300, verbose_name="reason")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
        ),
        migrations.CreateModel(
            name="CaseSummary",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("text", models.TextField(blank=True, verbose_name="summary")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
        ),
        migrations.CreateModel(
            name="ContactPoint",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("phone", "Phone"), ("email", "E-mail"), ("address", "Address")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("value", models.CharField(max_length=300, verbose_name="number or address")),
                ("whose", models.CharField(blank=True, max_length=200, verbose_name="whose")),
                ("fails_since", models.DateField(blank=True, null=True, verbose_name="does not work since")),
                ("avoid_reason", models.CharField(blank=True, max_length=300, verbose_name="why it is not to be used")),
                ("added_at", models.DateTimeField(verbose_name="added")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="CourtAttendance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("prepared", models.CharField(blank=True, max_length=500, verbose_name="what is prepared")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=40, verbose_name="form")),
                ("fields", models.JSONField(default=dict, verbose_name="what was written")),
                ("saved_at", models.DateTimeField(verbose_name="saved")),
            ],
        ),
        migrations.CreateModel(
            name="EvictionCheckMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "point",
                    models.CharField(
                        choices=[
                            ("children", "Children: the children's team is notified"),
                            ("shelter", "A place to sleep tonight"),
                            ("belongings", "Belongings: moved or stored"),
                            ("pets", "Pets"),
                            ("keys", "Keys handed over"),
                            ("tenant_told", "The tenant knows what happens next"),
                            ("association_told", "The association knows what was agreed"),
                        ],
                        max_length=20,
                        verbose_name="point",
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        choices=[("done", "Done"), ("not_relevant", "Not relevant")],
                        max_length=15,
                        verbose_name="answer",
                    ),
                ),
                ("marked_at", models.DateTimeField(verbose_name="marked")),
            ],
        ),
        migrations.CreateModel(
            name="UnknownFact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fact",
                    models.CharField(
                        choices=[
                            ("household", "Household type"),
                            ("children", "Children under 18"),
                            ("child_count", "Number of children"),
                            ("background", "Background"),
                            ("ground", "Ground of the legal course"),
                            ("district", "District"),
                            ("notice", "Date of the first notice"),
                            ("contact", "First contact attempt"),
                            ("court_result", "Result in court"),
                        ],
                        max_length=20,
                        verbose_name="fact",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
            ],
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
                    ("note", "Note"),
                    ("course_opened", "Legal course opened"),
                    ("legal_step", "Legal step"),
                    ("legal_step_corrected", "Legal step corrected"),
                    ("eviction", "Eviction recorded"),
                    ("follow_up", "Follow-up date"),
                    ("background", "Background"),
                    ("household", "Household"),
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
        migrations.AddIndex(
            model_name="legalstep",
            index=models.Index(
                condition=models.Q(("takes_place_at__isnull", False)),
                fields=["municipality", "takes_place_at"],
                name="casework_step_court_day",
            ),
        ),
        migrations.AddField(
            model_name="avoidedmode",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="avoided_modes", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="avoidedmode",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="avoidedmode",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="casesummary",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="summaries", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="casesummary",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="casesummary",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="contact_points", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="contactpoint",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="contactattempt",
            name="point",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="attempts",
                to="casework.contactpoint",
                verbose_name="number or address",
            ),
        ),
        migrations.AddField(
            model_name="courtattendance",
            name="attends",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="who attends",
            ),
        ),
        migrations.AddField(
            model_name="courtattendance",
            name="case",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"),
        ),
        migrations.AddField(
            model_name="courtattendance",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="courtattendance",
            name="step",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="casework.legalstep"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="draft",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="drafts", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="evictioncheckmark",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="check_marks", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="evictioncheckmark",
            name="marked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="evictioncheckmark",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="evictioncheckmark",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="check_marks", to="casework.legalstep"
            ),
        ),
        migrations.AddField(
            model_name="unknownfact",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="unknown_facts", to="casework.case"
            ),
        ),
        migrations.AddField(
            model_name="unknownfact",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.municipality"
            ),
        ),
        migrations.AddField(
            model_name="unknownfact",
            name="recorded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="avoidedmode",
            constraint=models.UniqueConstraint(
                fields=("case", "mode"),
                name="casework_avoided_mode_once",
                violation_error_message="That way is marked already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="casesummary",
            constraint=models.UniqueConstraint(fields=("case", "version"), name="casework_summary_once"),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.UniqueConstraint(
                fields=("case", "kind", "value"),
                name="casework_contact_point_once",
                violation_error_message="That number or address is on the case already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="contactpoint",
            constraint=models.CheckConstraint(
                condition=models.Q(("value__gt", "")), name="casework_contact_point_value"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(fields=("user", "case", "form"), name="casework_draft_once"),
        ),
        migrations.AddConstraint(
            model_name="evictioncheckmark",
            constraint=models.UniqueConstraint(fields=("step", "point"), name="casework_check_mark_once"),
        ),
        migrations.AddConstraint(
            model_name="unknownfact",
            constraint=models.UniqueConstraint(fields=("case", "fact"), name="casework_unknown_fact_once"),
        ),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON casework_casesummary FROM {WEB_ROLE}",
            f"GRANT UPDATE, DELETE ON casework_casesummary TO {WEB_ROLE}",
        ),
    ]
