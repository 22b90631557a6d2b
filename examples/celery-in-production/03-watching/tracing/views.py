"""The client's side, a web app: `uvicorn views:app --port 8000`."""

import traces
from fastapi import FastAPI
from tasks import take_order

# --8<-- [start:web]
traces.start("web")
app = FastAPI()  # it makes spans of its own


@app.post("/orders/{number}")
def order(number: int) -> str:
    return take_order.delay(number).id


# --8<-- [end:web]
