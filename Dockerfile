# One image for web, worker and beat; compose.yaml says which runs.
FROM python:3.13-slim
ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=newsroom.settings.prod \
    NEWSROOM_DATA=/data
WORKDIR /app
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY manage.py pyproject.toml ./
COPY newsroom newsroom
COPY factchecks factchecks
COPY templates templates
COPY static static
# The program writes nowhere but /data, as a user that owns nothing else.
RUN useradd --system --no-create-home newsroom && install -d -o newsroom -m 0700 /data
USER newsroom
VOLUME /data
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "4", "--no-ws", "newsroom.wsgi:application"]
