package io.gantry.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;

/**
 * Posts JSON to a server that a kubeconfig names, at exactly its URL, and gives its answer: for what answers questions and is
 * no API server. Thread-safe. Whoever made this closes it.
 */
public final class HttpQuestion implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Bytes of an answer; a review is some hundred. */
    private static final int ANSWER_LIMIT = 1 << 20;

    private final ApiServer server;
    private final String userAgent;
    private final ExecutorService executor;
    private final HttpClient http;

    /**
     * @throws IllegalArgumentException when the URL is not HTTPS: what is asked holds secrets and the answer gives rights; or
     *     when a certificate or the key cannot be read
     */
    public HttpQuestion(ApiServer server, String userAgent) {
        if (!"https".equals(server.url().getScheme())) {
            throw new IllegalArgumentException("server: must be https://..., is " + server.url());
        }
        this.server = server;
        this.userAgent = userAgent;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(Trust.context(server));
        String name = server.serverName();
        if (name != null && !name.isEmpty()) {
            SSLParameters parameters = new SSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            builder.sslParameters(parameters);
        }
        this.executor = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("http-question-", 0).factory());
        this.http = builder.executor(executor).build();
    }

    /**
     * The answer, whatever its status.
     *
     * @param timeout until all of it is there
     * @throws IOException when none came in time, or one that is too long
     */
    public HttpResponse<byte[]> ask(byte[] json, Duration timeout) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.url())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json, */*")
                .header("User-Agent", userAgent)
                .POST(BodyPublishers.ofByteArray(json));
        Path file = server.tokenFile();
        String token = file == null ? server.token() : Files.readString(file).strip();
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        // The client's own timeout ends with the headers.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_LIMIT));
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            var late = new HttpTimeoutException("no answer within " + timeout.toSeconds() + " s");
            late.initCause(e);
            throw late;
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            String why = cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
            throw new IOException(why, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.close();
    }
}
