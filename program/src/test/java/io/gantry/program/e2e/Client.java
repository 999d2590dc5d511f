package io.gantry.program.e2e;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests a page again and again, each time over a connection of its own, and remembers what came. */
final class Client implements AutoCloseable {
    private static final int LIMIT_MILLIS = 5000;

    private final String url;
    private final Thread thread;
    private final AtomicInteger answers = new AtomicInteger();
    private final Set<String> tags = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    Client(String url) {
        this.url = url;
        thread = Thread.ofPlatform().start(this::run);
    }

    private void run() {
        while (!closed) {
            try {
                tags.add(get(url));
                answers.incrementAndGet();
            } catch (IOException e) {
                failures.add("after " + answers.get() + " answers: " + e);
            }
        }
    }

    /** Which image answered. */
    private static String get(String url) throws IOException {
        var connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setRequestProperty("Connection", "close");
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("status " + connection.getResponseCode());
        }
        try (var body = connection.getInputStream()) {
            var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
            if (!text.contains("Welcome to nginx")) {
                throw new IOException("not the page: " + text);
            }
        }
        return String.valueOf(connection.getHeaderField("X-Image-Tag"));
    }

    static boolean answers(String url) {
        try {
            get(url);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    int answers() {
        return answers.get();
    }

    Set<String> tags() {
        return tags;
    }

    Iterable<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
