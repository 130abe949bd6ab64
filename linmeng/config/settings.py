"""The only settings file. What differs between places comes from the environment through `env`."""

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from linmeng.config import env

LINMENG_HOME = env.home()
LINMENG_DWELLING = env.dwelling(LINMENG_HOME)
LINMENG_FILES = LINMENG_DWELLING / "files"
LINMENG_KEYS = LINMENG_DWELLING / "keys"
LINMENG_OUTBOX = LINMENG_DWELLING / "outbox"
LINMENG_GUARD = env.flag("LINMENG_GUARD", True)
LINMENG_SITE = env.text("LINMENG_SITE", "http://127.0.0.1:8000")
"""The address printed in QR codes and SMS."""
LINMENG_SMS = env.choice("LINMENG_SMS", ("outbox", "console", "http"), "outbox")
LINMENG_SMS_URL = env.text("LINMENG_SMS_URL")
LINMENG_SMS_BODY = env.text("LINMENG_SMS_BODY")
LINMENG_EMAIL = env.choice("LINMENG_EMAIL", ("outbox", "console", "smtp"), "outbox")
EMAIL_BACKEND = {
    "outbox": "linmeng.ground.messages.mail_outbox.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
}[LINMENG_EMAIL]
EMAIL_HOST = env.text("LINMENG_EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(env.digits("LINMENG_EMAIL_PORT", "465"))
EMAIL_HOST_USER = env.text("LINMENG_EMAIL_USER")
EMAIL_HOST_PASSWORD = env.text("LINMENG_EMAIL_PASSWORD")
EMAIL_USE_SSL = env.flag("LINMENG_EMAIL_SSL", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("LINMENG_EMAIL_FROM", "linmeng@localhost")
LINMENG_SHOW_OUTBOX = env.flag("LINMENG_SHOW_OUTBOX", LINMENG_DWELLING.name == "sample")
"""The outbox page shows SMS texts to anyone: for the demo and tests only."""

LINMENG_WEIXIN_ID, LINMENG_WEIXIN_SECRET = env.both("LINMENG_WEIXIN_ID", "LINMENG_WEIXIN_SECRET")
"""WeChat's keys for web log-in; without them there is no address and no button of it."""

DEBUG = env.flag("LINMENG_DEBUG", False)
SECRET_KEY = env.secret_key(LINMENG_KEYS)
ALLOWED_HOSTS = env.words("LINMENG_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
CSRF_TRUSTED_ORIGINS = env.words("LINMENG_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "linmeng.pages",  # first: its pages stand before the library's
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",  # its tables stand with and without keys: who is forgotten is forgotten there, too
    "csp",
    "django_htmx",
    "linmeng.ground",
    "linmeng.record",
    "linmeng.alliance",
    "linmeng.people",
    "linmeng.papers",
    "linmeng.publishing",
    "linmeng.circles",
    "linmeng.meetings",
    "linmeng.voices",
    "linmeng.lists",
    "linmeng.projects",
    "linmeng.assembly",
    "linmeng.rights",
]

if LINMENG_WEIXIN_ID:
    INSTALLED_APPS += ["allauth.socialaccount.providers.weixin"]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "linmeng.pages.shared.middleware.LanguageChoice",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "linmeng.pages.login.devices.KnownDevice",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "linmeng.pages.shared.middleware.ContentPolicy",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "linmeng.pages.shared.middleware.InTheAlliance",
    "linmeng.pages.shared.middleware.Refusals",
]

ROOT_URLCONF = "linmeng.config.urls"
WSGI_APPLICATION = "linmeng.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "linmeng.pages.shared.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "linmeng.pages.templatetags.ui",
            ],
        },
    }
]

DATABASES = {"default": env.database(LINMENG_DWELLING)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["models.W042"]

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["linmeng.pages.login.backend.PhoneBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "linmeng.pages.login.adapter.PhoneAdapter"
ACCOUNT_LOGIN_METHODS = {"phone"}
ACCOUNT_FORMS = {"request_login_code": "linmeng.pages.login.code.AnyNumberForm"}
ACCOUNT_SIGNUP_FIELDS = ["phone*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 300
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = 3
ACCOUNT_PHONE_VERIFICATION_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_DISPLAY = "linmeng.pages.login.adapter.shown_name"
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/after-login/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = LINMENG_SITE.partition(":")[0]
SOCIALACCOUNT_ADAPTER = "linmeng.pages.login.weixin.WeixinPolicy"
SOCIALACCOUNT_PROVIDERS = {
    "weixin": {"APP": {"client_id": LINMENG_WEIXIN_ID, "secret": LINMENG_WEIXIN_SECRET, "key": ""}}
}

SESSION_ENGINE = "linmeng.pages.login.sessions"
SESSION_COOKIE_AGE = 90 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LINMENG_SITE.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "blob:"],
        "connect-src": [SELF],
        "font-src": [NONE],
        "manifest-src": [SELF],
        # a form leads on to WeChat's page, and browsers hold that against this line, too
        "form-action": [SELF, *(["https://open.weixin.qq.com"] if LINMENG_WEIXIN_ID else [])],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [env.PROJECT / "linmeng" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = LINMENG_HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # a pile of phone photos

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.choice("LINMENG_LOG", ("INFO", "WARNING"), "WARNING")},
}
