"""The app: what every page has around it, and the page that was asked for.

`streamlit run app.py` imports this file once, for the server, and then runs it for every visit.
"""

import streamlit as st

if __name__ == "__main__":
    from ui.frame import frame, server

    frame.begin()
    page = st.navigation(frame.pages())
    frame.ask_early(page.url_path)
    page.run()
    server.settle(page.url_path)
else:
    from starlette.middleware import Middleware
    from starlette.routing import Route

    from ui.frame.head import ICON, Head, icon
    from ui.frame.ready import first_picture, ready

    routes = [Route("/_slalom/first", first_picture), Route(ICON, icon)]
    app = st.App(__file__, lifespan=ready, routes=routes, middleware=[Middleware(Head)])
