package io.gantry.client.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents that a server publishes for everybody, over HTTPS alone. Thread-safe. Whoever made this closes it; what
 * is being read then ends with an error.
 */
public final class HttpGet implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final String userAgent;
    private final ExecutorService executor;
    private final HttpClient http;

    /**
     * @param authorityPem certificates to trust; null for the system's
     * @throws IllegalArgumentException when they cannot be read
     */
    public HttpGet(@Nullable String authorityPem, String userAgent) {
        this.userAgent = userAgent;
        var trust = Trust.context(authorityPem);
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-get-", 0).factory());
        this.http = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NORMAL) // never to plain HTTP
                .executor(executor)
                .sslContext(trust)
                .build();
    }

    /**
     * What stands at a place.
     *
     * @param timeout until all of it is there
     * @throws IOException when it is not there, did not come in time or is too long
     */
    public byte[] get(URI place, Duration timeout) throws IOException, InterruptedException {
        if (!"https".equals(place.getScheme()) || place.getHost() == null) {
            throw new IOException(place + " is not https://HOST/...");
        }
        HttpRequest request = HttpRequest.newBuilder(place)
                .header("Accept", "application/json, */*")
                .header("User-Agent", userAgent)
                .build();
        HttpResponse<byte[]> answer = WholeAnswer.of(http, request, timeout);
        if (answer.statusCode() != 200) {
            throw new IOException(place + " answered with status " + answer.statusCode());
        }
        return answer.body();
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.close();
    }
}
