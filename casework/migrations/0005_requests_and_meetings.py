"""Requests between organisations, case meetings, who can do what; the web may only add to what was said and answered."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.migrating import CreateTable
from accounts.roles import WEB_ROLE

#: What is only ever added to.
APPEND_ONLY = "casework_requestmessage, casework_requestanswer, casework_meetingminutes"


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_notifications"),
        ("casework", "0004_association_pages"),
        ("housing", "0004_notice_cause"),
    ]

    operations = [
        CreateTable(
            name="OrganisationCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("can", models.TextField(verbose_name="what we can do")),
                ("cannot", models.TextField(blank=True, verbose_name="what we cannot do")),
                ("contact_name", models.CharField(max_length=150, verbose_name="contact")),
                ("contact_phone", models.CharField(blank=True, max_length=30, verbose_name="phone")),
                ("contact_email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("deputy_name", models.CharField(blank=True, max_length=150, verbose_name="deputy")),
                ("deputy_phone", models.CharField(blank=True, max_length=30, verbose_name="deputy's phone")),
                ("deputy_email", models.EmailField(blank=True, max_length=254, verbose_name="deputy's e-mail")),
                ("hours", models.CharField(blank=True, max_length=200, verbose_name="hours")),
                ("changed_at", models.DateTimeField(verbose_name="changed")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="card", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("contact_phone__gt", ""), ("contact_email__gt", ""), _connector="OR"),
                        name="casework_card_reachable",
                        violation_error_message="Give a phone number or an e-mail address one can reach you at.",
                    )
                ],
            },
        ),
        CreateTable(
            name="CaseMeeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.DateTimeField(verbose_name="when")),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                ("agenda", models.TextField(blank=True, verbose_name="agenda")),
                ("called_off_at", models.DateTimeField(blank=True, null=True, verbose_name="called off")),
                ("called_off_reason", models.CharField(blank=True, max_length=300, verbose_name="why called off")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("called_off_at__isnull", True), ("called_off_reason", "")),
                            models.Q(("called_off_at__isnull", False), ("called_off_reason__gt", "")),
                            _connector="OR",
                        ),
                        name="casework_meeting_called_off_pair",
                        violation_error_message="Give the reason.",
                    )
                ],
            },
        ),
        CreateTable(
            name="MeetingParticipant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=150, verbose_name="name")),
                ("organisation", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="casework.casemeeting",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name__gt", "")), name="casework_meeting_participant_named"
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "name", "organisation"), name="casework_meeting_participant_once"
                    ),
                ],
            },
        ),
        CreateTable(
            name="MeetingMinutes",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("text", models.TextField(verbose_name="minutes")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="casework.casemeeting"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("meeting", "number"), name="casework_minutes_once")],
            },
        ),
        CreateTable(
            name="MeetingAgreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300, verbose_name="what is agreed")),
                ("owner_name", models.CharField(max_length=150, verbose_name="who does it")),
                ("due_on", models.DateField(verbose_name="by")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded")),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="agreements", to="casework.case"
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="casework.casemeeting",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at__isnull", True)),
                        fields=["owner", "due_on", "id"],
                        name="casework_agreement_owner",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("owner_name__gt", ""), ("text__gt", "")),
                        name="casework_agreement_has_owner",
                        violation_error_message="Say what is agreed and who does it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="casework_agreement_done_pair",
                    ),
                ],
            },
        ),
        CreateTable(
            name="AgencyRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("benefit_check", "Benefit and payment check"),
                            ("direct_rent", "Rent paid directly from the benefit (§ 90)"),
                            ("debt_advice", "Debt advice"),
                            ("housing_benefit", "Housing benefit"),
                            ("rehousing", "Another home"),
                            ("hold", "Hold the eviction"),
                            ("documents", "Documents"),
                        ],
                        max_length=20,
                        verbose_name="what is asked",
                    ),
                ),
                (
                    "receiver",
                    models.CharField(
                        choices=[
                            ("employment", "Employment administration (BIF)"),
                            ("unit", "Another unit of the municipality"),
                            ("association", "Housing association"),
                            ("adviser", "Tenant adviser"),
                        ],
                        max_length=20,
                        verbose_name="who is asked",
                    ),
                ),
                ("question", models.TextField(blank=True, verbose_name="question")),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("consent", "The tenant's consent"),
                            ("s92_2", "Follow-up on the association's notice (§ 92(2))"),
                            ("court", "The case in the bailiff court"),
                        ],
                        max_length=20,
                        verbose_name="legal basis",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("help_decision", "Help with the rent is being decided"),
                            ("payment", "A payment is on its way"),
                            ("instalments", "Instalments are being agreed"),
                            ("new_home", "Another home is being found"),
                            ("lease", "A copy of the lease is needed"),
                            ("statement", "A statement of the rent account is needed"),
                            ("demand", "A copy of the demand is needed"),
                            ("debt_overview", "An overview of the debts is needed"),
                            ("housing_benefit", "Housing benefit has to be looked into"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("hold_until", models.DateField(blank=True, null=True, verbose_name="hold until")),
                ("due_on", models.DateField(verbose_name="answer by")),
                ("sent_at", models.DateTimeField(verbose_name="sent")),
                ("asked_back_at", models.DateTimeField(blank=True, null=True, verbose_name="asked back")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="answered")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="withdrawn")),
                (
                    "withdrawn_why",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not_needed", "No longer needed"),
                            ("mistake", "Sent by mistake"),
                            ("no_consent", "The consent was withdrawn"),
                        ],
                        max_length=20,
                        verbose_name="why withdrawn",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="requests", to="casework.case"
                    ),
                ),
                (
                    "from_organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="from",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "tenancy",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="housing.tenancy",
                    ),
                ),
                (
                    "to_organisation",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                        verbose_name="to",
                    ),
                ),
                (
                    "to_user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="named person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=["to_organisation", "due_on", "id"],
                        name="casework_request_to_answer",
                    ),
                    models.Index(fields=["municipality", "sent_at"], name="casework_request_sent"),
                    models.Index(fields=["to_organisation", "answered_at"], name="casework_request_answered"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("receiver__in", ["adviser", "association"]), _negated=True),
                                ("basis", ""),
                                ("reason", ""),
                            ),
                            models.Q(
                                ("basis__gt", ""),
                                ("question", ""),
                                ("reason__gt", ""),
                                ("receiver__in", ["adviser", "association"]),
                            ),
                            _connector="OR",
                        ),
                        name="casework_request_leaves_with_basis",
                        violation_error_message="A request that leaves the municipality has its legal basis and a reason from the list.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("receiver", "adviser"), _negated=True),
                            ("to_user__isnull", False),
                            _connector="OR",
                        ),
                        name="casework_request_adviser_named",
                        violation_error_message="Choose which adviser is asked.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hold_until__isnull", False), ("kind", "hold")),
                            models.Q(models.Q(("kind", "hold"), _negated=True), ("hold_until__isnull", True)),
                            _connector="OR",
                        ),
                        name="casework_request_hold_until",
                        violation_error_message="Say until when the eviction is to be held.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_why", "")),
                            models.Q(
                                ("answered_at__isnull", True),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_why__gt", ""),
                            ),
                            _connector="OR",
                        ),
                        name="casework_request_withdrawn_pair",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_back_at__isnull", True),
                            models.Q(("answered_at__isnull", True), ("withdrawn_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="casework_request_asked_back_open",
                    ),
                ],
            },
        ),
        CreateTable(
            name="RequestMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("reminder", "Reminder"), ("asked_back", "Asked back"), ("reply", "Reply")],
                        max_length=20,
                        verbose_name="what",
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("which_home", "Which home is it about?"),
                            ("until_when", "Until when is it needed?"),
                            ("who_to_call", "Whom can we call?"),
                            ("as_asked", "It stands as it was asked"),
                            ("call_us", "Call us: the number is on the card"),
                        ],
                        max_length=20,
                        verbose_name="said",
                    ),
                ),
                ("text", models.CharField(blank=True, max_length=500, verbose_name="words")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("by_organisation", models.CharField(max_length=200, verbose_name="organisation")),
                (
                    "by_user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="casework.agencyrequest",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), ("kind", "reminder"), ("text", "")),
                            models.Q(
                                models.Q(("kind", "reminder"), _negated=True),
                                models.Q(
                                    models.Q(("code", ""), ("text__gt", "")),
                                    models.Q(("code__gt", ""), ("text", "")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="casework_request_message_says",
                        violation_error_message="Write what you ask or reply.",
                    )
                ],
            },
        ),
        CreateTable(
            name="RequestAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("benefit_check", "Benefit and payment check"),
                            ("direct_rent", "Rent paid directly from the benefit (§ 90)"),
                            ("debt_advice", "Debt advice"),
                            ("housing_benefit", "Housing benefit"),
                            ("rehousing", "Another home"),
                            ("hold", "Hold the eviction"),
                            ("documents", "Documents"),
                        ],
                        max_length=20,
                        verbose_name="what was asked",
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("checked", "Checked"),
                            ("not_known", "Nobody of the household is known here"),
                            ("set_up", "Set up"),
                            ("not_possible", "Not possible"),
                            ("appointment", "Appointment given"),
                            ("waiting_list", "On the waiting list"),
                            ("declined", "The tenant declined"),
                            ("receives", "Is received already"),
                            ("applied", "Applied for"),
                            ("can_apply", "Can be applied for"),
                            ("not_entitled", "No right to it"),
                            ("offered", "A home is offered"),
                            ("granted", "Held"),
                            ("refused", "Not held"),
                            ("sent", "Sent"),
                            ("not_held", "We do not have them"),
                        ],
                        max_length=20,
                        verbose_name="answer",
                    ),
                ),
                (
                    "why_not",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("other_act", "The benefit is not under aktivloven"),
                            ("no_benefit", "No benefit is paid"),
                            ("opposed", "The tenant is against it, and the conditions for doing it anyway are not met"),
                            ("too_little", "Too little is left when the rent is paid"),
                            ("too_late", "The eviction is too near"),
                            ("broken_before", "An earlier agreement was broken"),
                            ("no_prospect", "No payment is in sight"),
                            ("other_ground", "It is not about arrears alone"),
                            ("no_home", "No fitting home is free"),
                            ("not_eligible", "The conditions are not met"),
                            ("no_capacity", "We have no time for it now"),
                            ("not_reached", "The household was not reached"),
                        ],
                        max_length=20,
                        verbose_name="why not",
                    ),
                ),
                (
                    "benefit",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("cash", "Cash benefit (kontanthjælp)"),
                            ("education", "Education benefit (uddannelseshjælp)"),
                            ("self_support", "Cash benefit at the lowest rate (mindstesats)"),
                            ("resource", "Resource-course benefit"),
                            ("sickness", "Sickness benefit"),
                            ("unemployment", "Unemployment benefit (a-kasse)"),
                            ("flexjob", "Flexjob or ledighedsydelse"),
                            ("pension", "Pension"),
                            ("other", "Another benefit"),
                            ("none", "No benefit"),
                        ],
                        max_length=20,
                        verbose_name="benefit",
                    ),
                ),
                (
                    "sanction",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "No sanction"),
                            ("running", "A sanction runs"),
                            ("considered", "A sanction is being considered"),
                            ("stopped", "The benefit is stopped"),
                        ],
                        max_length=20,
                        verbose_name="sanction",
                    ),
                ),
                ("sanction_until", models.DateField(blank=True, null=True, verbose_name="sanction until")),
                (
                    "administration",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("running", "It is administered already"),
                            ("voluntary", "Possible if the tenant agrees"),
                            ("compelled", "Possible without the tenant's agreement"),
                            ("not_possible", "Not possible"),
                        ],
                        max_length=20,
                        verbose_name="administration (§ 90)",
                    ),
                ),
                ("next_payment_on", models.DateField(blank=True, null=True, verbose_name="next payment")),
                ("granted_until", models.DateField(blank=True, null=True, verbose_name="held until")),
                ("starts_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("appointment_on", models.DateField(blank=True, null=True, verbose_name="appointment")),
                ("expected_on", models.DateField(blank=True, null=True, verbose_name="expected")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=12, null=True, verbose_name="amount a month"
                    ),
                ),
                (
                    "sent_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("digital_post", "Digital Post"),
                            ("letter", "Letter"),
                            ("email", "Secure e-mail"),
                            ("by_hand", "Handed over"),
                        ],
                        max_length=20,
                        verbose_name="sent by",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("answered_at", models.DateTimeField(verbose_name="answered")),
                ("by_organisation", models.CharField(max_length=200, verbose_name="organisation")),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="casework.case"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="casework.requestanswer",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.municipality",
                    ),
                ),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="casework.agencyrequest"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("corrects__isnull", True)),
                        fields=("request",),
                        name="casework_request_answered_once",
                        violation_error_message="The request has been answered already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "benefit_check"), ("outcome__in", ["checked", "not_known"])),
                            models.Q(("kind", "direct_rent"), ("outcome__in", ["set_up", "not_possible"])),
                            models.Q(
                                ("kind", "debt_advice"),
                                ("outcome__in", ["appointment", "waiting_list", "declined", "not_possible"]),
                            ),
                            models.Q(
                                ("kind", "housing_benefit"),
                                ("outcome__in", ["receives", "applied", "can_apply", "not_entitled"]),
                            ),
                            models.Q(
                                ("kind", "rehousing"), ("outcome__in", ["offered", "waiting_list", "not_possible"])
                            ),
                            models.Q(("kind", "hold"), ("outcome__in", ["granted", "refused"])),
                            models.Q(("kind", "documents"), ("outcome__in", ["sent", "not_held"])),
                            _connector="OR",
                        ),
                        name="casework_request_answer_of_its_kind",
                        violation_error_message="This is no answer to what was asked.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "granted"), _negated=True),
                            ("granted_until__isnull", False),
                            _connector="OR",
                        ),
                        name="casework_request_granted_until",
                        violation_error_message="Say until when the eviction is held.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome__in", ["refused", "not_possible"]), _negated=True),
                            ("why_not__gt", ""),
                            _connector="OR",
                        ),
                        name="casework_request_no_has_why",
                        violation_error_message="Choose why it is not possible.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        name="casework_request_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("corrects__isnull", True),
                            models.Q(("corrects", models.F("pk")), _negated=True),
                            _connector="OR",
                        ),
                        name="casework_request_not_itself",
                    ),
                ],
            },
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
                    ("assignment_undone", "Handing over undone"),
                    ("moved", "Moved to another unit"),
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
                    ("raised", "Raised with the association"),
                    ("eviction", "Eviction recorded"),
                    ("course_fact", "Fact of the legal course"),
                    ("court_report", "Told by the association"),
                    ("campaign", "Campaign"),
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
                    ("consent", "Consent given"),
                    ("consent_withdrawn", "Consent withdrawn"),
                    ("handover", "Handover"),
                    ("request", "Request to another organisation"),
                    ("meeting", "Case meeting"),
                    ("agreement", "Agreement of a case meeting"),
                    ("document", "Document attached"),
                    ("document_withdrawn", "Document withdrawn"),
                    ("letter", "Letter written"),
                    ("letter_sent", "Letter sent"),
                    ("letter_not_sent", "Letter not sent"),
                    ("case_file", "Case gathered as one PDF"),
                    ("deadline", "Deadline"),
                    ("after_closing", "Follow-up after closing"),
                    ("closed", "Case closed"),
                    ("reopened", "Case reopened"),
                ],
                max_length=30,
                verbose_name="event",
            ),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="ended_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("contact", "Contact was tried"),
                    ("letter", "The letter was sent"),
                    ("noted", "Done in another way"),
                    ("help", "Help was given"),
                    ("decision", "A decision was made"),
                    ("held", "The hearing was held"),
                    ("complaint", "A complaint came"),
                    ("paid", "Paid"),
                    ("answered", "Answered"),
                    ("done", "Done"),
                    ("followed_up", "Followed up"),
                    ("next_step", "The legal course went on"),
                    ("replaced", "Replaced by a new date"),
                    ("withdrawn", "Withdrawn"),
                    ("course_ended", "The legal course ended"),
                    ("case_closed", "The case was closed"),
                    ("waived", "Waived"),
                ],
                max_length=20,
                verbose_name="ended by",
            ),
        ),
        migrations.AlterField(
            model_name="deadline",
            name="started_by",
            field=models.CharField(
                choices=[
                    ("received", "The household became known to the municipality"),
                    ("opened", "The case was opened"),
                    ("reopened", "The case was reopened"),
                    ("notice", "The notice arrived"),
                    ("demand", "The demand reached the tenant"),
                    ("hearing_set", "The court called the hearing"),
                    ("eviction_set", "The court set the eviction"),
                    ("decision", "The decision was made"),
                    ("guarantee", "The payment guarantee was given"),
                    ("plan", "The instalment plan was agreed"),
                    ("request", "The request was sent"),
                    ("asked_back", "Somebody asked back"),
                    ("meeting", "The case meeting was held"),
                    ("closed", "The case was closed"),
                ],
                max_length=20,
                verbose_name="counted from",
            ),
        ),
        migrations.RunSQL(
            f"REVOKE UPDATE, DELETE ON {APPEND_ONLY} FROM {WEB_ROLE}",
            f"GRANT UPDATE, DELETE ON {APPEND_ONLY} TO {WEB_ROLE}",
        ),
    ]
