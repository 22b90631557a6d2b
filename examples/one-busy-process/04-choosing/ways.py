"""A job done several times, in turn and in four other ways."""

import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import jobs
import tasks


def in_turn(job, times):
    for _ in range(times):
        getattr(jobs, job)()


# --8<-- [start:ways]
def with_asyncio(job, times):
    async def main():
        start = getattr(jobs, f"{job}_async")
        await asyncio.gather(*[start() for _ in range(times)])

    asyncio.run(main())


def with_threads(job, times):
    with ThreadPoolExecutor(4) as pool:
        for _ in range(times):
            pool.submit(getattr(jobs, job))


def with_processes(job, times):
    with ProcessPoolExecutor(4) as pool:
        for _ in range(times):
            pool.submit(getattr(jobs, job))


def with_celery(job, times):
    task = getattr(tasks, job)
    for result in [task.delay() for _ in range(times)]:
        result.get()


# --8<-- [end:ways]
