"""Where the page stands: by itself, or within another's."""

import streamlit as st


def is_embedded() -> bool:
    """Whether the address asks for the embedded page (`?embed=true`)."""
    return bool(st.context.is_embedded)
