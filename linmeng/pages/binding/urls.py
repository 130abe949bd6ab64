from django.conf import settings
from django.urls import path

from linmeng.pages.binding.views import asking, desk, devices, homes, letters, persons, standing

urlpatterns = [
    path("bind/", asking.begin, name="bind"),
    path("bind/asked/", asking.asked, name="bind_asked"),
    path("bind/closed/", asking.closed, name="bind_closed"),
    path("bind/c/<slug:code>/", asking.door, name="bind_door"),
    path("bind/c/<slug:code>/who/", asking.who, name="bind_who"),
    path("me/homes/", homes.my_homes, name="my_homes"),
    path("me/homes/<int:unit_id>/leave/", homes.not_my_home, name="not_my_home"),
    path("me/homes/<int:unit_id>/unknown/<int:person_id>/", homes.not_known, name="not_known"),
    path("me/homes/requests/<int:pk>/", homes.answer_request, name="answer_request"),
    path("me/devices/", devices.devices, name="my_devices"),
    path("me/devices/<int:pk>/end/", devices.end_one, name="end_device"),
    path("me/devices/end-others/", devices.end_others, name="end_other_devices"),
    path("me/devices/password/", devices.password, name="my_password"),
    path("me/devices/phone/", devices.phone, name="my_phone"),
    path("desk/bindings/", desk.bindings, name="bindings"),
    path("desk/bindings/new/", standing.phone, name="standing"),
    path("desk/bindings/new/who/", standing.who, name="standing_who"),
    path("desk/bindings/<int:pk>/", desk.binding, name="binding"),
    path("desk/bindings/<int:pk>/refuse/", desk.refuse, name="binding_refuse"),
    path("desk/bindings/<int:pk>/settle/", desk.settle, name="binding_settle"),
    path("desk/bindings/<int:pk>/join/", desk.join, name="binding_join"),
    path("letters/<slug:code>/", letters.letters, name="code_letters"),
    path("letters/<slug:code>/issue/", letters.issue, name="letters_issue"),
    path("letters/<slug:code>/<int:pk>/revoke/", letters.revoke, name="letter_revoke"),
    path("desk/people/", persons.people, name="people"),
    path("desk/people/<int:pk>/", persons.person, name="person"),
    path("desk/people/<int:pk>/ways/new/", persons.add_way, name="person_way"),
    path("desk/people/<int:pk>/representative/", persons.represent, name="person_represent"),
    path("desk/people/<int:pk>/residence/", persons.residence, name="person_residence"),
    path("desk/people/<int:pk>/residence/<int:row>/end/", persons.move_out, name="person_move_out"),
    path("desk/units/<int:pk>/transfer/", persons.transfer, name="unit_transfer"),
    path("desk/units/<int:pk>/representative/", persons.speaker, name="unit_speaker"),
]

if settings.LINMENG_WEIXIN_ID:
    from linmeng.pages.binding.views import weixin

    urlpatterns += [
        path("me/devices/weixin/", weixin.connect, name="connect_weixin"),
        path("me/devices/weixin/end/", weixin.disconnect, name="disconnect_weixin"),
    ]
