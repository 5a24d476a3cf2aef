"""Addresses of logging in, one's own settings and the users."""

from django.contrib.auth import views as auth
from django.urls import path, reverse_lazy

from .forms import ResetForm
from .views import background, memberships, notifications, own, session

app_name = "accounts"

urlpatterns = [
    path("", session.home, name="home"),
    path("login/", session.LoginView.as_view(), name="login"),
    path("logout/", session.LogoutView.as_view(), name="logout"),
    path("organisation/", session.choose_organisation, name="choose-organisation"),
    path("language/", session.choose_language, name="language"),
    path("theme/", session.choose_theme, name="theme"),
    path(
        "password/",
        auth.PasswordChangeView.as_view(
            template_name="accounts/password_change.html", success_url=reverse_lazy("accounts:password-changed")
        ),
        name="password-change",
    ),
    path(
        "password/changed/",
        auth.PasswordChangeDoneView.as_view(template_name="accounts/password_changed.html"),
        name="password-changed",
    ),
    path(
        "password/reset/",
        auth.PasswordResetView.as_view(
            template_name="accounts/password_reset.html",
            form_class=ResetForm,
            email_template_name="accounts/password_reset_mail.txt",
            subject_template_name="accounts/password_reset_subject.txt",
            success_url=reverse_lazy("accounts:password-reset-sent"),
        ),
        name="password-reset",
    ),
    path(
        "password/reset/sent/",
        auth.PasswordResetDoneView.as_view(template_name="accounts/password_reset_sent.html"),
        name="password-reset-sent",
    ),
    path(
        "password/reset/<uidb64>/<token>/",
        auth.PasswordResetConfirmView.as_view(
            template_name="accounts/password_reset_confirm.html",
            success_url=reverse_lazy("accounts:password-reset-done"),
        ),
        name="password-reset-confirm",
    ),
    path(
        "password/reset/done/",
        auth.PasswordResetCompleteView.as_view(template_name="accounts/password_reset_done.html"),
        name="password-reset-done",
    ),
    path("me/", own.profile, name="profile"),
    path("me/looks/", own.looks, name="own-looks"),
    path("news/", notifications.notification_list, name="notification-list"),
    path("news/read/", notifications.read_all, name="notification-read-all"),
    path("news/open/", notifications.open_notification, name="notification-open"),
    path("background/", background.runs, name="background"),
    path("background/<int:job_id>/again/", background.again, name="background-again"),
    path("users/", memberships.membership_list, name="membership-list"),
    path("users/new/", memberships.propose, name="membership-new"),
    path("users/<int:pk>/approve/", memberships.approve, name="membership-approve"),
    path("users/<int:pk>/decline/", memberships.decline, name="membership-decline"),
    path("users/<int:pk>/end/", memberships.end, name="membership-end"),
]
