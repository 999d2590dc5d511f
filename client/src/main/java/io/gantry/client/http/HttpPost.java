package io.gantry.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Posts JSON to a server that a kubeconfig names, at exactly its URL: for what takes reports or answers questions and is no API
 * server. Thread-safe. Whoever made this closes it.
 */
public final class HttpPost implements AutoCloseable {
    private final ApiServer server;
    private final String userAgent;
    private final ExecutorService executor;
    private final HttpClient http;

    /** @throws IllegalArgumentException when a certificate or the key cannot be read */
    public HttpPost(ApiServer server, String userAgent) {
        this.server = server;
        this.userAgent = userAgent;
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-post-", 0).factory());
        try {
            this.http = Connection.to(server, executor);
        } catch (RuntimeException e) {
            executor.close();
            throw e;
        }
    }

    /**
     * For questions that hold secrets, or whose answer gives rights.
     *
     * @throws IllegalArgumentException as the constructor, and when the URL is not HTTPS
     */
    public static HttpPost secure(ApiServer server, String userAgent) {
        if (!"https".equals(server.url().getScheme())) {
            throw new IllegalArgumentException("server: must be https://..., is " + server.url());
        }
        return new HttpPost(server, userAgent);
    }

    /**
     * The answer, whatever its status.
     *
     * @param timeout until all of it is there
     * @throws IOException when none came in time, or one that is too long
     */
    public HttpResponse<byte[]> post(byte[] json, Duration timeout) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, */*")
                .header("User-Agent", userAgent)
                .POST(BodyPublishers.ofByteArray(json));
        String token = Connection.token(server);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return WholeAnswer.of(http, request.build(), timeout);
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.close();
    }
}
