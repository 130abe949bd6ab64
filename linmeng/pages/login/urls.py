"""Log-in by phone; the library's views, our pages."""

from allauth.account import views as account
from django.conf import settings
from django.urls import path

from linmeng.pages.login import views
from linmeng.pages.login.code import confirm_code, verify_phone

urlpatterns = [
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/login/code/", account.request_login_code, name="account_request_login_code"),
    path("accounts/login/code/confirm/", confirm_code, name="account_confirm_login_code"),
    path("accounts/signup/", account.signup, name="account_signup"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/verify/", verify_phone, name="account_verify_phone"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("after-login/", views.after_login, name="after_login"),
    path("outbox/", views.outbox, name="outbox"),
]

if settings.LINMENG_WEIXIN_ID:
    from linmeng.pages.login import weixin

    urlpatterns += [
        path("accounts/weixin/login/", weixin.log_in, name="weixin_login"),
        path("accounts/weixin/login/callback/", weixin.answered, name="weixin_callback"),
    ]
