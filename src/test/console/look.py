"""Opens the page of kafka-viewer as a browser does, has records shown, and prints all that stands on it.

look.py ADDRESS TOPIC: ADDRESS is that of the page, ws://127.0.0.1:8501/_stcore/stream. Each line is what kind of
element it is, and its text. Ends with 1 where there is no such topic to choose, or no button to press.
"""

import sys

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect

LONGEST = 60


def shown(page, states):
    """The elements of the page, when it was made anew with these states of its widgets."""
    order = BackMsg()
    order.rerun_script.widget_states.widgets.extend(states)
    page.send(order.SerializeToString())
    elements = []
    while True:
        message = ForwardMsg()
        message.ParseFromString(page.recv(timeout=LONGEST))
        if message.WhichOneof("type") == "script_finished":
            return elements
        if message.WhichOneof("type") == "delta" and message.delta.WhichOneof("type") == "new_element":
            elements.append(message.delta.new_element)


def text(element):
    kind = element.WhichOneof("type")
    value = getattr(element, kind)
    if kind == "selectbox":
        return f"{value.label}: {', '.join(value.options)}"
    return " ".join(str(getattr(value, part)) for part in ("label", "code_text", "body") if hasattr(value, part))


def only(elements, kind, label):
    found = [getattr(each, kind) for each in elements if each.WhichOneof("type") == kind]
    found = [each for each in found if each.label == label]
    if not found:
        for each in elements:
            print(each.WhichOneof("type"), text(each))
        sys.exit(1)
    return found[0]


def main(address, topic):
    with connect(address) as page:
        first = shown(page, [])
        topics = only(first, "selectbox", "Topic")
        if topic not in topics.options:
            print(text(first[0]), list(topics.options))
            sys.exit(1)
        chosen = WidgetState(id=topics.id, string_value=topic)
        second = shown(page, [chosen])
        button = only(second, "button", "Load Messages")
        for element in shown(page, [chosen, WidgetState(id=button.id, trigger_value=True)]):
            print(element.WhichOneof("type"), text(element))


main(*sys.argv[1:])
