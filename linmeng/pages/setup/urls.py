from django.urls import path

from linmeng.pages.setup.views import bodies, compounds, people, steps, telling

urlpatterns = [
    path("setup/", steps.setup, name="setup"),
    path("setup/table.xlsx", steps.table_excel, name="setup_excel"),
    path("setup/wear/", steps.wear, name="setup_wear"),
    path("setup/area/", steps.area, name="setup_area"),
    path("setup/bodies/", bodies.bodies, name="setup_bodies"),
    path("setup/bodies/<int:pk>/", bodies.edit_body, name="setup_body"),
    path("setup/compounds/new/", compounds.new_compound, name="setup_compound_new"),
    path("setup/compounds/table/", compounds.paste_compounds, name="setup_compounds"),
    path("setup/compounds/template.xlsx", compounds.compounds_template, name="setup_compounds_template"),
    path("setup/people/", people.people, name="setup_people"),
    path("setup/people/template.xlsx", people.people_template, name="setup_people_template"),
    path("setup/tell/", telling.tell, name="setup_tell"),
    path("setup/poster.pdf", telling.poster, name="setup_poster"),
]
