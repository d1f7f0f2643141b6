"""The pages about running the installation."""

from app.operations.controllers.office import operations
from app.operations.controllers.scraping import metrics

HANDLERS = (metrics, operations)
