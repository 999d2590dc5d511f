package io.gantry.client.http;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An answer that is waited for until all of it is there. */
final class WholeAnswer {
    /** Bytes of an answer; a review is some hundred, a set of keys some thousand. */
    private static final int LIMIT = 1 << 20;

    private WholeAnswer() {}

    /**
     * The answer, whatever its status.
     *
     * @throws IOException when none came in time, or one that is too long
     */
    static HttpResponse<byte[]> of(HttpClient http, HttpRequest request, Duration timeout)
            throws IOException, InterruptedException {
        // The client's own timeout ends with the headers.
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LIMIT));
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
}
