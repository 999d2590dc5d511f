package io.gantry.client.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents that a server publishes for everybody, or for whoever has a token, over HTTPS alone. Thread-safe. Whoever made this closes it; what
 * is being read then ends with an error.
 */
public final class HttpGet implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;

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
                .followRedirects(HttpClient.Redirect.NEVER) // it would send tokens on
                .executor(executor)
                .sslContext(trust)
                .build();
    }

    /**
     * What stands at a place, or where it says that it has moved to: never to plain HTTP.
     *
     * @param accessToken shown to that server and no other; empty for none
     * @param timeout of each answer, until all of it is there
     * @throws IOException when it is not there, did not come in time or is too long
     */
    public byte[] get(URI place, String accessToken, Duration timeout) throws IOException, InterruptedException {
        URI at = place;
        for (int moved = 0; moved <= MOST_REDIRECTS; moved++) {
            boolean own = place.getAuthority() != null && place.getAuthority().equals(at.getAuthority());
            HttpResponse<byte[]> answer = ask(at, own ? accessToken : "", timeout);
            String location = answer.headers().firstValue("Location").orElse("");
            if (!REDIRECTS.contains(answer.statusCode()) || location.isEmpty()) {
                if (answer.statusCode() / 100 != 2) {
                    throw new IOException(at + " answered with status " + answer.statusCode());
                }
                return answer.body();
            }
            try {
                at = at.resolve(location);
            } catch (IllegalArgumentException e) {
                throw new IOException(at + " has moved to what is no URL", e);
            }
        }
        throw new IOException(place + " has moved too often");
    }

    private HttpResponse<byte[]> ask(URI place, String accessToken, Duration timeout)
            throws IOException, InterruptedException {
        if (!"https".equals(place.getScheme()) || place.getHost() == null) {
            throw new IOException(place + " is not https://HOST/...");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(place)
                .header("Accept", "application/json, */*")
                .header("User-Agent", userAgent);
        if (!accessToken.isEmpty()) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        return WholeAnswer.of(http, request.build(), timeout);
    }

    @Override
    public void close() {
        http.shutdownNow();
        executor.close();
    }
}
