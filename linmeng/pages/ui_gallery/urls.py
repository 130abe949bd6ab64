"""Address of the gallery."""

from django.urls import path

from linmeng.pages.ui_gallery.views import gallery

urlpatterns = [path("", gallery, name="ui_gallery")]
