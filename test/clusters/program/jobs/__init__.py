from .work import Job, run
