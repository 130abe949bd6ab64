from django.urls import path

from linmeng.pages.rights.views import desk, mine, notice, seats

urlpatterns = [
    path("privacy/", notice.privacy, name="privacy"),
    path("me/rights/", mine.rights, name="my_rights"),
    path("me/looks/", mine.looks, name="my_looks"),
    path("me/consents/", mine.consents, name="my_consents"),
    path("me/consents/<slug:purpose>/", mine.consent, name="my_consent"),
    path("me/copy/", mine.copies, name="my_copies"),
    path("me/copy/<int:pk>.zip", mine.copy_file, name="my_copy"),
    path("me/correct/", mine.correct, name="my_corrections"),
    path("me/correct/<int:pk>/back/", mine.take_correction_back, name="take_correction_back"),
    path("me/erase/", mine.erase, name="my_erasure"),
    path("me/erase/<int:pk>/back/", mine.take_erasure_back, name="take_erasure_back"),
    path("desk/requests/", desk.requests, name="rights_requests"),
    path("desk/corrections/<int:pk>/", desk.correction, name="correction"),
    path("desk/erasures/<int:pk>/", desk.erasure, name="erasure"),
    path("desk/consents/", desk.consents, name="desk_consents"),
    path("desk/consents/<int:pk>/", desk.consents_of_person, name="desk_consents_of"),
    path("desk/consents/<int:pk>/<slug:purpose>/", desk.consent, name="desk_consent"),
    path("desk/forgotten/", desk.forgotten, name="forgotten"),
    path("seats/", seats.seats, name="seats"),
    path("seats.xlsx", seats.seats_excel, name="seats_excel"),
    path("seats/open/", seats.open_seat, name="open_seat"),
    path("seats/<int:pk>/", seats.seat, name="seat"),
    path("seats/<int:pk>/end/", seats.end_seat, name="end_seat"),
    path("seats/<int:pk>/hand-over/", seats.hand_over, name="hand_over_seat"),
]
