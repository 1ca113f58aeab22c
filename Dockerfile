# Dateline in a container: no root, a root file system that may be read-only, a health check. See docs/hosting.md.
FROM python:3.12-slim AS made

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /app
RUN apt-get update && apt-get install --yes --no-install-recommends make npm && rm -rf /var/lib/apt/lists/*
COPY . .
RUN python -m venv /venv && /venv/bin/pip install --constraint requirements.lock --editable . && /venv/bin/python tools/assets.py && rm -rf node_modules
RUN XDG_CACHE_HOME=/venv/cache /venv/bin/python -c "from geodata.config import Settings; from geodata.gazetteer import open_gazetteer; open_gazetteer(Settings())"

FROM python:3.12-slim

RUN apt-get update && apt-get install --yes --no-install-recommends fonts-dejavu-core && rm -rf /var/lib/apt/lists/* \
 && useradd --uid 10001 --create-home --home-dir /home/dateline dateline && mkdir /atlas && chown dateline /atlas
COPY --from=made /venv /venv
COPY --from=made /app /app
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 XDG_CACHE_HOME=/venv/cache GEODATA_EDITABLE=false
USER dateline
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=40s --retries=3 \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8501/_stcore/health', timeout=4)"]
CMD ["streamlit", "run", "dashboard.py", "--server.address=0.0.0.0", "--server.port=8501"]
