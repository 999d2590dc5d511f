package io.gantry.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Posts JSON to a server that a kubeconfig names, at exactly its URL: for what takes reports and is no API server. Thread-safe.
 * Whoever made this closes it.
 */
public final class HttpPost implements AutoCloseable {
    /** As Kubernetes has it for webhooks that name none. */
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

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
     * The status of the answer, whose body is not read.
     *
     * @throws IOException when there was none
     */
    public int post(byte[] json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, */*")
                .header("User-Agent", userAgent)
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofByteArray(json));
        String token = Connection.token(server);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.close();
    }
}
