"""The one task that the queue knows: run a job."""

from django_tasks import task

from comarca.base import jobs
from comarca.base.heart import heart


@task()
def run_job(job_id: int) -> None:
    """Claim and run one job; a job already claimed or ended is left alone."""
    job = jobs.Job.objects.filter(pk=job_id).first()
    if job is not None and job.start(heart.name):
        with heart.beating_for(job_id):
            jobs.run(job)
