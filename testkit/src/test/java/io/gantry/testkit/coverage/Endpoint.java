package io.gantry.testkit.coverage;

import io.gantry.testkit.GantryCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The API server's HTTPS endpoint, asked as an administrator, request by request. */
final class Endpoint implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http;
    private final URI base;

    Endpoint(GantryCluster cluster) {
        this.http = HttpClient.newBuilder().sslContext(cluster.sslContext()).build();
        this.base = cluster.url();
    }

    /** An answer as it came. */
    record Answer(int code, String type, byte[] body) {
        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    URI base() {
        return base;
    }

    HttpClient http() {
        return http;
    }

    Answer get(String path, String accept) {
        return send("GET", path, new byte[0], "", accept);
    }

    /** @param contentType is left out when empty */
    Answer send(String method, String path, byte[] body, String contentType, String accept) {
        try {
            HttpResponse<byte[]> response = http.send(
                    request(method, path, body, contentType, accept)
                            .timeout(LIMIT)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), type(response), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The code of the answer to a GET that is made in the name of another user. */
    int getAs(String user, String path) {
        try {
            HttpRequest request = request("GET", path, new byte[0], "", "")
                    .header("impersonate-user", user)
                    .timeout(LIMIT)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** A GET whose body is read as it comes; the reader closes it. */
    HttpResponse<InputStream> open(String path, String accept) {
        try {
            return http.send(
                    request("GET", path, new byte[0], "", accept).build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("GET " + path, e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    static String type(HttpResponse<?> response) {
        return response.headers().firstValue("content-type").orElse("");
    }

    private HttpRequest.Builder request(String method, String path, byte[] body, String contentType, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .method(
                        method,
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (!contentType.isEmpty()) {
            request.header("content-type", contentType);
        }
        if (!accept.isEmpty()) {
            request.header("accept", accept);
        }
        return request;
    }

    private static IllegalStateException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for an answer", cause);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
