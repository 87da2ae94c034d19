"""Every address of the site, and the pages for what goes wrong."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("benefits.wizard.urls")),
    path("", include("benefits.guides.urls")),
    path("api/", include("benefits.api.urls")),
    path("staff/", include("benefits.staff.urls")),
    path("draft/", include("benefits.preview.urls")),
    path("second-factor/", include("benefits.second_factor.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "benefits.errors.bad_request"
handler403 = "benefits.errors.permission_denied"
handler404 = "benefits.errors.not_found"
handler500 = "benefits.errors.server_error"
