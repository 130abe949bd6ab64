from django.urls import path

from linmeng.pages.assembly.views import bundle

urlpatterns = [
    path("votes/<int:pk>/bundle/", bundle.vote_bundle, name="vote_bundle"),
    path("votes/<int:pk>/bundle/<int:version>.zip", bundle.bundle_file, name="vote_bundle_file"),
    path("votes/<int:pk>/key/<int:entry_pk>/", bundle.home_key, name="home_key"),
    path("votes/<int:pk>/key/<int:entry_pk>/slip.pdf", bundle.key_slip, name="key_slip"),
    path("votes/<int:pk>/keys/", bundle.key_desk, name="vote_keys"),
]
