"""Addresses of the archive in the admin, below ``/admin/archive/``."""

from django.urls import path

from news.admin import deeds, files, leftovers, report, review, runs, uploads

app_name = "archive"
urlpatterns = [
    path("", runs.RunIndexView.as_view(), name="index"),
    path("new/", uploads.UploadView.as_view(), name="upload"),
    path("review/", review.QueueView.as_view(), name="queue"),
    path("review/<int:pk>/", review.ItemView.as_view(), name="item"),
    path("runs/<int:pk>/", runs.RunView.as_view(), name="run"),
    path("runs/<int:pk>/results/", runs.RunView.as_view(results_only=True), name="run_results"),
    path("runs/<int:pk>/status/", runs.StatusView.as_view(), name="status"),
    path("runs/<int:pk>/start/", deeds.StartView.as_view(), name="start"),
    path("runs/<int:pk>/discard/", deeds.DiscardView.as_view(), name="discard"),
    path("runs/<int:pk>/undo/", deeds.UndoView.as_view(), name="undo"),
    path("runs/<int:pk>/report.csv", report.ReportView.as_view(), name="report"),
    path("runs/<int:pk>/files/<int:number>/", files.FileView.as_view(), name="file"),
    path("runs/<int:pk>/links/", leftovers.LinkNamesView.as_view(), name="link_names"),
    path("runs/<int:pk>/pictures/", leftovers.PicturesView.as_view(), name="pictures"),
]
