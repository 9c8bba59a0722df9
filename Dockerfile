# Builds the program, then puts it in a small image that runs it as nobody in particular.
FROM swift:6.3-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends libsqlite3-dev libssl-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --static-swift-stdlib --product schakel && strip .build/release/schakel

FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends libsqlite3-0 libssl3 ca-certificates curl tzdata \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 10001 --create-home --home-dir /var/lib/schakel --shell /usr/sbin/nologin schakel
COPY --from=build /build/.build/release/schakel /usr/local/bin/schakel
COPY Migrations /usr/local/share/schakel/Migrations
COPY Public /usr/local/share/schakel/Public
ENV SCHAKEL_HOME=/usr/local/share/schakel SCHAKEL_DATABASE=/var/lib/schakel/schakel.db SCHAKEL_HOST=0.0.0.0
USER schakel
VOLUME /var/lib/schakel
EXPOSE 8080
# The server's own certificate need not bear this name: the question is whether it answers.
HEALTHCHECK --interval=30s --timeout=5s CMD curl --fail --silent --insecure \
  "http${SCHAKEL_TLS_CERTIFICATE:+s}://127.0.0.1:${SCHAKEL_PORT:-8080}/health/ready"
ENTRYPOINT ["schakel"]
CMD ["serve"]
