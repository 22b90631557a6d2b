"""A slow email service: `uvicorn mail_service:app --port 8001`."""

import asyncio
import os

from fastapi import FastAPI
from pydantic import BaseModel

SECONDS = float(os.environ.get("MAIL_SECONDS", "4"))

app = FastAPI()


class Mail(BaseModel):
    to: str


@app.post("/mails")
async def send(mail: Mail) -> str:
    await asyncio.sleep(SECONDS)
    return f"sent to {mail.to}"
